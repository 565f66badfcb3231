import { spawn, type ChildProcess } from 'node:child_process'
import { join } from 'node:path'
import { createInterface } from 'node:readline'
import { command, commandFlags, environment } from './command.ts'

/** A host that serves, as a process of its own. */
export interface ServingHost {
  /** Without a slash at its end. */
  readonly url: string
  stop(): Promise<void>
}

/** Serves the configuration in a folder; settles once it listens. */
export async function startServing(
  folder: string,
  nodeOptions: readonly string[] = [],
): Promise<ServingHost> {
  const child = spawn(
    process.execPath,
    [
      ...commandFlags,
      ...nodeOptions,
      command,
      'serve',
      '--port',
      '0',
      '--json',
      '--config',
      join(folder, 'cartograph.yaml'),
    ],
    { env: { ...environment, ...process.env }, stdio: ['ignore', 'pipe', 'pipe'] },
  )
  const url = await servingAt(child)
  return {
    url,
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
  let told = ''
  child.stderr?.on('data', (chunk: Buffer) => (told = `${told}${chunk.toString()}`.slice(-2000)))
  child.once('exit', () => reject(new Error(`The host ended before it served: ${told}`)))
  return promise
}
