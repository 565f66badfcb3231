import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { createInterface } from 'node:readline'
import { text } from 'node:stream/consumers'
import { setTimeout as sleep } from 'node:timers/promises'
import { fileURLToPath } from 'node:url'
import { expect, onTestFinished, test } from 'vitest'
import { slowSinkFolder } from '../testing/slow-sink-folder.ts'

const main = fileURLToPath(new URL('./main.ts', import.meta.url))

function start(folder: string, words: readonly string[], environment: Record<string, string>) {
  const child = spawn(process.execPath, ['--conditions=@cartograph/source', main, ...words], {
    cwd: folder,
    env: { ...process.env, BEGUN: join(folder, 'begun'), CALL_MS: '0', ...environment },
  })
  onTestFinished(() => {
    child.kill('SIGKILL')
  })
  return child
}

/** A host in a process of its own, which listens by now. */
async function serving(folder: string, environment: Record<string, string> = {}) {
  const child = start(folder, ['serve', '--port', '0', '--json'], environment)
  child.stderr.resume()
  const ended = once(child, 'close') as Promise<[number | null]>
  const lines: string[] = []
  const listening = Promise.withResolvers<string>()
  createInterface({ input: child.stdout }).on('line', (line) => {
    const { url, message } = JSON.parse(line) as { url?: string; message: string }
    lines.push(message)
    if (url !== undefined) listening.resolve(url)
  })
  return { child, ended, lines, url: await listening.promise }
}

async function run(folder: string, words: readonly string[]): Promise<string> {
  const child = start(folder, words, {})
  const [out] = await Promise.all([text(child.stdout), once(child, 'close')])
  return out
}

async function hookPath(folder: string): Promise<string> {
  const { webhooks } = JSON.parse(await run(folder, ['webhooks', 'show', '--json'])) as {
    webhooks: { address: string }[]
  }
  return new URL(webhooks[0]?.address ?? '').pathname
}

const order = { method: 'POST', body: JSON.stringify({ id: 7, total: '7.00' }) }

const begun = (folder: string) => readFile(join(folder, 'begun'), 'utf8').catch(() => '')

async function untilBegun(folder: string): Promise<void> {
  while ((await begun(folder)) === '') await sleep(5)
}

test('a host that is told to stop ends the call to a sink that is under way, and answers meanwhile', async () => {
  const folder = slowSinkFolder()
  const { child, ended, url } = await serving(folder, { CALL_MS: '3000' })
  const path = await hookPath(folder)
  const taken = await fetch(`${url}${path}`, order)
  await untilBegun(folder)
  child.kill('SIGTERM')
  const ready = async () => (await fetch(`${url}/ready`)).status
  while ((await ready()) !== 503) await sleep(5)
  const refused = await fetch(`${url}${path}`, order)
  const health = await fetch(`${url}/health`)
  expect([taken.status, refused.status, refused.headers.get('retry-after')]).toStrictEqual([
    200,
    503,
    '5',
  ])
  expect(health.status).toBe(200)
  expect((await ended)[0]).toBe(143)
  const { deliveries } = JSON.parse(await run(folder, ['status', '--json'])) as {
    deliveries: object[]
  }
  expect(deliveries).toMatchObject([{ lag: 0, held: 0, unknown: 0, failed: 0 }])
  expect(await begun(folder)).toBe('shop:7\n')
}, 60_000)

test('a second signal ends the host at once, and the next one goes on with what was answered', async () => {
  const folder = slowSinkFolder()
  const { child, ended, url, lines } = await serving(folder, { HANG: '1' })
  const response = await fetch(`${url}${await hookPath(folder)}`, order)
  child.kill('SIGTERM')
  while (!lines.some((line) => line.startsWith('Stopping'))) await sleep(5)
  child.kill('SIGTERM')
  expect([response.status, (await ended)[0], lines.includes('Stopped.')]).toStrictEqual([
    200,
    143,
    false,
  ])
  const next = await serving(folder)
  await untilBegun(folder)
  next.child.kill('SIGTERM')
  await next.ended
  expect(await begun(folder)).toBe('shop:7\n')
}, 60_000)
