import { connect as connectPlain, isIP, type LookupFunction, type Socket } from 'node:net'
import { connect as connectTls } from 'node:tls'
import type { Context } from '@cartograph/core'
import { openLookup, refusalOf } from '../egress/index.ts'

/** Where a connection that is no request leads. */
export type Target = Parameters<NonNullable<Context<unknown>['connect']>>[0]

/** Opens a connection to a server, with its certificate verified where it begins with TLS; suites bring their own. */
export type Dial = (to: Target, signal: AbortSignal) => Promise<Socket>

/** Opens connections to open addresses alone. */
export function openDial(opened: readonly string[]): Dial {
  const lookup = openLookup(opened)
  return async (to, signal) => {
    const refusal = refusalOf(to.host, opened)
    if (refusal !== undefined) throw refusal
    return dial(to, lookup, signal)
  }
}

function dial(
  { host, port, tls }: Target,
  lookup: LookupFunction,
  signal: AbortSignal,
): Promise<Socket> {
  return new Promise((resolve, reject) => {
    signal.throwIfAborted()
    const socket = tls
      ? connectTls({
          host,
          port,
          lookup,
          rejectUnauthorized: true,
          // Names alone are asked for by name.
          ...(isIP(host) === 0 && { servername: host }),
        })
      : connectPlain({ host, port, lookup })
    const end = (work: () => void) => {
      signal.removeEventListener('abort', abort)
      socket.off('error', fail)
      work()
    }
    const fail = (error: Error) => end(() => reject(error))
    const abort = () => {
      end(() => reject(signal.reason as Error))
      socket.on('error', () => {})
      socket.destroy()
    }
    signal.addEventListener('abort', abort, { once: true })
    socket.once('error', fail)
    socket.once(tls ? 'secureConnect' : 'connect', () => end(() => resolve(socket)))
  })
}
