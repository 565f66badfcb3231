import type { HostSettings } from '../config/index.ts'

/** Names by which the API may be asked: those of this machine, the address it listens on, and the public one. */
export function ownNames(host: HostSettings | undefined, address: string): ReadonlySet<string> {
  const listens = address.includes(':') ? `[${address}]` : address
  const open = host?.url === undefined ? [] : [new URL(host.url).hostname]
  return new Set(['localhost', '127.0.0.1', '[::1]', listens.toLowerCase(), ...open])
}
