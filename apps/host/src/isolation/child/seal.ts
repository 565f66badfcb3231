import dgram from 'node:dgram'
import dns from 'node:dns'
import { syncBuiltinESMExports } from 'node:module'
import net from 'node:net'
import v8 from 'node:v8'

/** As Node's permission model says it. */
export function denied(permission: string, resource: string): Error {
  return Object.assign(new Error(`Access to ${resource} is not allowed.`), {
    code: 'ERR_ACCESS_DENIED',
    permission,
    resource,
  })
}

/**
 * Takes away what Node's permission model has no switch for: the network, signals to other processes, and flags of V8.
 *
 * These are functions of the same process, so that they stop code that does not know of them, and say what was refused.
 * What stops the others is the namespace that the process runs in, where the system has one.
 */
export function seal(): void {
  for (const owner of [net.Socket.prototype, dgram.Socket.prototype])
    refuse(owner, ['connect', 'bind', 'send'], 'Net')
  refuse(net.Server.prototype, ['listen'], 'Net')
  for (const owner of [
    dns,
    dns.promises,
    dns.Resolver.prototype,
    dns.promises.Resolver.prototype,
  ]) {
    const names = Object.getOwnPropertyNames(owner)
    refuse(
      owner,
      names.filter((name) => /^(lookup|resolve|reverse)/.test(name)),
      'Net',
    )
  }
  refuse(globalThis, ['fetch', 'WebSocket', 'EventSource'], 'Net')
  refuse(process, ['kill', '_kill', '_debugProcess', '_debugEnd'], 'Signal')
  refuse(v8, ['setFlagsFromString'], 'Flags')
  syncBuiltinESMExports()
}

function refuse(owner: object, names: readonly string[], permission: string): void {
  for (const name of names) {
    if (!(name in owner)) continue
    const value = (first: unknown): never => {
      throw denied(permission, `${name}${placeOf(first)}`)
    }
    Object.defineProperty(owner, name, {
      value,
      enumerable: true,
      writable: false,
      configurable: false,
    })
  }
}

/** Where to, as far as the first argument tells. */
function placeOf(first: unknown): string {
  const [value] = Array.isArray(first) ? (first as unknown[]) : [first]
  if (typeof value === 'string' || typeof value === 'number') return ` ${value}`
  if (value instanceof URL) return ` ${value.host}`
  if (typeof value !== 'object' || value === null) return ''
  const {
    host = '',
    port,
    path = '',
  } = value as {
    readonly host?: string
    readonly port?: number
    readonly path?: string
  }
  return port === undefined ? ` ${path}` : ` ${host}:${port}`
}
