import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { createInterface } from 'node:readline'
import { setTimeout as sleep } from 'node:timers/promises'
import { fileURLToPath } from 'node:url'
import { expect, onTestFinished, test } from 'vitest'
import { folderWith } from '../testing/folder.ts'

const main = fileURLToPath(new URL('./main.ts', import.meta.url))
const token = /Token of the API, shown this once: \S+/
const setup = /shown this once, and good for a day: (\S+)/
const password = 'correct horse battery'

/** A serving process: its address, and what it has said up to now. */
async function serveIn(folder: string) {
  const words = ['--conditions=@cartograph/source', main, 'serve', '--port', '0', '--json']
  const child = spawn(process.execPath, words, { cwd: folder })
  onTestFinished(() => {
    child.kill('SIGKILL')
  })
  let said = ''
  child.stderr.on('data', (piece) => {
    said += String(piece)
  })
  const log: string[] = []
  const serving = Promise.withResolvers<string>()
  createInterface({ input: child.stdout }).on('line', (line) => {
    log.push(line)
    const { url } = JSON.parse(line) as { readonly url?: string }
    if (url !== undefined) serving.resolve(url)
  })
  const ended = once(child, 'close')
  return {
    url: await serving.promise,
    said: () => said,
    log: () => log.join('\n'),
    stop: async () => {
      child.kill('SIGTERM')
      await ended
    },
  }
}

async function told(serving: { readonly said: () => string }, what: RegExp): Promise<string> {
  for (;;) {
    const found = what.exec(serving.said())
    if (found !== null) return found[1] ?? ''
    await sleep(5)
  }
}

test('a new host shows a code, which makes the first user, who is known at the next start', async () => {
  const folder = folderWith({ 'cartograph.yaml': 'version: 1\norganisation: nordlys\n' })
  const first = await serveIn(folder)
  const code = await told(first, setup)
  const made = await fetch(`${first.url}/api/setup`, {
    method: 'POST',
    body: JSON.stringify({ code, name: 'Ida', email: 'ida@example.com', password }),
  })
  const [cookie = ''] = made.headers.getSetCookie()
  expect([made.status, first.log().includes(code)]).toStrictEqual([201, false])
  await first.stop()
  const second = await serveIn(folder)
  const headers = { cookie: cookie.split(';', 1)[0] ?? '' }
  const me = await fetch(`${second.url}/api/me`, { headers })
  expect(await me.json()).toMatchObject({
    user: { name: 'Ida' },
    organisation: 'nordlys',
    permissions: ['admin'],
  })
  const opened = await fetch(`${second.url}/api/tokens`, {
    method: 'POST',
    headers: { ...headers, origin: second.url },
    body: JSON.stringify({ name: 'crm', permissions: ['runs:read'] }),
  })
  const foreign = await fetch(`${second.url}/api/tokens`, {
    method: 'POST',
    headers: { ...headers, origin: 'http://127.0.0.1:1' },
    body: JSON.stringify({ name: 'other', permissions: ['admin'] }),
  })
  expect([opened.status, foreign.status]).toStrictEqual([201, 403])
  await second.stop()
  expect([setup.test(second.said()), token.test(first.said())]).toStrictEqual([false, true])
})
