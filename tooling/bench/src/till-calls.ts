import { spawn, type ChildProcess } from 'node:child_process'
import { join } from 'node:path'
import { createInterface } from 'node:readline'
import { fileURLToPath } from 'node:url'

/** A serving host that a till calls. */
export interface CalledHost {
  /** Searches as Sitoo's Custom CRM does, with all that a card shows. */
  search(key: string): Promise<number>
  stop(): Promise<void>
}

const command = fileURLToPath(new URL('../../../apps/host/src/cli/main.ts', import.meta.url))
const flags = ['--conditions=@cartograph/source', '--disable-warning=ExperimentalWarning']

/** Serves the configuration in a folder; its connection `till` is a Sitoo account that is never asked. */
export async function startCalledHost(folder: string): Promise<CalledHost> {
  const configuration = ['--config', join(folder, 'cartograph.yaml')]
  const given = [...flags, command, 'serve', '--port', '0', '--json', ...configuration]
  const child = spawn(process.execPath, given, { stdio: ['ignore', 'pipe', 'ignore'] })
  const url = await servingAt(child)
  const { surfaces } = (await answerOf(['surfaces', '--json', ...configuration])) as {
    readonly surfaces: readonly { readonly name: string; readonly address: string }[]
  }
  const address = surfaces.find(({ name }) => name === 'till')?.address ?? ''
  return {
    search: async (key) => {
      const query = new URLSearchParams({ key, include_extended: 'true' })
      const answer = await fetch(`${url}${address}/contacts?${query.toString()}`)
      const found: unknown = await answer.json()
      if (!Array.isArray(found)) throw new Error(`A search was answered ${answer.status}.`)
      return found.length
    },
    stop: async () => {
      const ended = new Promise((resolve) => child.once('exit', resolve))
      child.kill('SIGTERM')
      await ended
    },
  }
}

function servingAt(child: ChildProcess): Promise<string> {
  const { promise, resolve, reject } = Promise.withResolvers<string>()
  if (child.stdout === null) throw new Error('The host has no output.')
  createInterface({ input: child.stdout }).on('line', (line) => {
    const [, url] = /Serving at (http:[^\s"]+?)\.?"/u.exec(line) ?? []
    if (url !== undefined) resolve(url)
  })
  child.once('exit', () => reject(new Error('The host ended before it served.')))
  return promise
}

async function answerOf(words: readonly string[]): Promise<unknown> {
  const child = spawn(process.execPath, [...flags, command, ...words], {
    stdio: ['ignore', 'pipe', 'inherit'],
  })
  let said = ''
  child.stdout.on('data', (chunk: Buffer) => (said += chunk.toString()))
  await new Promise((resolve) => child.once('close', resolve))
  return JSON.parse(said)
}
