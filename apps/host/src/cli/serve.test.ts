import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { createInterface } from 'node:readline'
import { text } from 'node:stream/consumers'
import { setTimeout as sleep } from 'node:timers/promises'
import { fileURLToPath } from 'node:url'
import { expect, onTestFinished, test } from 'vitest'
import { hookedFolder } from '../testing/hooked-folder.ts'

const main = fileURLToPath(new URL('./main.ts', import.meta.url))

interface Served {
  readonly url: string
  /** What it has said up to now. */
  said(): string
  /** Settles with the exit code once it has ended. */
  kill(signal: 'SIGTERM' | 'SIGKILL'): Promise<number | null>
}

function start(folder: string, words: readonly string[], environment = {}) {
  return spawn(process.execPath, ['--conditions=@cartograph/source', main, ...words], {
    cwd: folder,
    env: { ...process.env, ...environment },
  })
}

async function serveIn(
  folder: string,
  words: readonly string[] = [],
  environment = {},
): Promise<Served> {
  const child = start(folder, ['serve', '--port', '0', '--json', ...words], environment)
  onTestFinished(() => {
    child.kill('SIGKILL')
  })
  let said = ''
  child.stderr.on('data', (piece) => {
    said += String(piece)
  })
  const ended = once(child, 'close') as Promise<[number | null]>
  for await (const line of createInterface({ input: child.stdout })) {
    const { url } = JSON.parse(line) as { url?: string }
    if (url === undefined) continue
    // The log goes on; what nobody reads would hold the process up.
    child.stdout.resume()
    return {
      url,
      said: () => said,
      kill: async (signal) => {
        child.kill(signal)
        return (await ended)[0]
      },
    }
  }
  throw new Error(`It did not serve: ${said}`)
}

async function run(folder: string, words: readonly string[]) {
  const child = start(folder, words)
  const [out, said, [exitCode]] = await Promise.all([
    text(child.stdout),
    text(child.stderr),
    once(child, 'close') as Promise<[number]>,
  ])
  return { out, said, exitCode }
}

const tokenIn = (said: string) => /cartograph_[\w-]+/.exec(said)?.[0]

async function tokenOf(served: Served): Promise<string> {
  for (;;) {
    const token = tokenIn(served.said())
    if (token !== undefined) return token
    await sleep(5)
  }
}

const statusOf = async ({ url }: Served, token: string) =>
  (await fetch(`${url}/api/status`, { headers: { authorization: `Bearer ${token}` } })).status

async function hookPath(folder: string): Promise<string> {
  const { out } = await run(folder, ['webhooks', 'show', '--json'])
  const { webhooks } = JSON.parse(out) as { webhooks: { address: string }[] }
  return new URL(webhooks[0]?.address ?? '').pathname
}

async function orders(folder: string): Promise<readonly string[]> {
  const { out } = await run(folder, ['export', 'order'])
  return out
    .split('\n')
    .filter((line) => line !== '')
    .map((line) => (JSON.parse(line) as { id: string }).id)
}

test('the token is shown at the first start alone; another one is made when asked for, and both hold', async () => {
  const folder = hookedFolder()
  const first = await serveIn(folder)
  const token = await tokenOf(first)
  expect(await statusOf(first, token)).toBe(200)
  expect(await first.kill('SIGTERM')).toBe(143)
  const second = await serveIn(folder)
  expect(await statusOf(second, token)).toBe(200)
  await second.kill('SIGTERM')
  expect(tokenIn(second.said())).toBeUndefined()
  const third = await serveIn(folder, ['--new-token'])
  const another = await tokenOf(third)
  expect(another).not.toBe(token)
  expect([await statusOf(third, another), await statusOf(third, token)]).toStrictEqual([200, 200])
}, 30_000)

test('a second process that wants to write is refused, and told who serves and where', async () => {
  const folder = hookedFolder()
  const served = await serveIn(folder)
  const { exitCode, said } = await run(folder, ['sync'])
  expect(exitCode).toBe(2)
  expect(said).toContain(`It serves at ${served.url} and reads and delivers by itself`)
  expect((await run(folder, ['status'])).exitCode).toBe(0)
}, 30_000)

test('a webhook that was answered and not worked on when the process was killed is worked on by the next', async () => {
  const folder = hookedFolder()
  const dying = await serveIn(folder, [], { HANG: '1' })
  const path = await hookPath(folder)
  const response = await fetch(`${dying.url}${path}`, {
    method: 'POST',
    headers: { 'x-key': 'right' },
    body: JSON.stringify({ id: 7, total: '7.00' }),
  })
  await dying.kill('SIGKILL')
  expect([response.status, await orders(folder)]).toStrictEqual([200, []])
  const next = await serveIn(folder)
  let found: readonly string[] = []
  while (found.length === 0) found = await orders(folder)
  expect(found).toStrictEqual(['shop:7'])
  await next.kill('SIGTERM')
}, 60_000)

test('every webhook that was answered is in the store, however the process died', async () => {
  const folder = hookedFolder()
  const dying = await serveIn(folder)
  const path = await hookPath(folder)
  const answered: string[] = []
  const send = async (first: number) => {
    for (let id = first; ; id += 4) {
      const response = await fetch(`${dying.url}${path}`, {
        method: 'POST',
        headers: { 'x-key': 'right' },
        body: JSON.stringify({ id, total: '1.00' }),
      })
      if (response.status !== 200) throw new Error(`Answered ${response.status}.`)
      answered.push(`shop:${id}`)
    }
  }
  const senders = [1, 2, 3, 4].map((first) => send(first).catch((error: unknown) => error))
  while (answered.length < 100) await sleep(1)
  await dying.kill('SIGKILL')
  await Promise.all(senders)
  const next = await serveIn(folder)
  let waiting = 1
  while (waiting > 0) {
    const { out } = await run(folder, ['webhooks', 'show', '--json'])
    const { webhooks } = JSON.parse(out) as { webhooks: { waiting: number }[] }
    waiting = webhooks[0]?.waiting ?? 0
  }
  const kept = new Set(await orders(folder))
  expect(answered.filter((id) => !kept.has(id))).toStrictEqual([])
  await next.kill('SIGTERM')
}, 60_000)
