import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { createServer, type AddressInfo } from 'node:net'
import { createInterface } from 'node:readline'

import { fault } from '@cartograph/core'

import { commandLine, type Workspace } from './command.ts'

/** `cartograph serve` as a process of its own, which takes webhooks. */
export interface Serving {
  /** Of the API; good for nothing else. */
  readonly token: string
  /** Settles when the process has ended by itself or was stopped. */
  readonly ended: Promise<void>
  /** Lets it finish what it is at. */
  stop(): Promise<void>
}

interface LogLine {
  readonly message: string
  readonly connection?: string
}

/** A port of 127.0.0.1 that is free now: the shop is told the address before anything listens there. */
export async function freePort(): Promise<number> {
  const server = createServer()
  server.listen(0, '127.0.0.1')
  await once(server, 'listening')
  const { port } = server.address() as AddressInfo
  server.close()
  await once(server, 'close')
  return port
}

/**
 * Starts the host in the workspace and waits until the vendor of the connection `hooked` knows its webhooks.
 *
 * @param tell is told what the host logs.
 * @throws a `contract` fault with what it said, if it ends before that.
 */
export async function startServing(
  { folder, environment }: Workspace,
  { port, hooked }: { readonly port: number; readonly hooked: string },
  tell: (text: string) => void,
): Promise<Serving> {
  // A group of its own: Ctrl-C in a terminal reaches the demo alone, which then stops the host in order.
  const child = spawn(process.execPath, [...commandLine, 'serve', '--json', '--port', `${port}`], {
    cwd: folder,
    env: { ...process.env, ...environment },
    stdio: ['ignore', 'pipe', 'pipe'],
    detached: true,
  })
  const closed = once(child, 'close').then(() => undefined)
  let said = ''
  const ready = new Promise<string>((resolve, reject) => {
    let token = ''
    let registered = false
    const look = () => {
      if (token !== '' && registered) resolve(token)
    }
    createInterface({ input: child.stderr }).on('line', (line) => {
      said = `${said}${line}\n`.slice(-10_000)
      token = /cartograph_\S+/u.exec(line)?.[0] ?? token
      look()
    })
    createInterface({ input: child.stdout }).on('line', (line) => {
      const { message, connection } = JSON.parse(line) as LogLine
      tell(connection === undefined ? message : `${connection}: ${message}`)
      registered ||= connection === hooked && message.startsWith('Webhooks are registered')
      look()
    })
    closed.then(
      () =>
        reject(fault({ kind: 'contract', message: `\`cartograph serve\` ended: ${said.trim()}` })),
      reject,
    )
  })
  const stop = async () => {
    child.kill('SIGTERM')
    await closed
  }
  return { token: await ready, ended: closed, stop }
}
