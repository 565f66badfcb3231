import { lookup as systemLookup } from 'node:dns'
import type { LookupAddress } from 'node:dns'
import { isIP, type LookupFunction } from 'node:net'
import { isOpenAddress } from './address-rule.ts'

/** The code of the error that is thrown where an address is closed. */
export const closedAddress = 'ERR_CLOSED_ADDRESS'

/** How names are looked up; suites bring their own. */
export type Resolve = (
  name: string,
  options: { readonly all: true; readonly family?: number; readonly hints?: number },
  callback: (error: NodeJS.ErrnoException | null, addresses: LookupAddress[]) => void,
) => void

/**
 * A look-up for sockets that gives back open addresses alone. The address that is judged is the one that is connected to, so a name
 * that leads elsewhere the next time gains nothing.
 *
 * The platform looks up no address that is written out; `refusalOf` judges those.
 */
export function openLookup(
  opened: readonly string[],
  resolve: Resolve = systemLookup,
): LookupFunction {
  return (name, { all, family, hints }, callback) => {
    const asked = {
      all: true as const,
      ...(family !== undefined && { family: familyNumber(family) }),
      ...(hints !== undefined && { hints }),
    }
    resolve(name, asked, (error, found) => {
      if (error !== null) return callback(error, [])
      const open = found.filter(({ address }) => isOpenAddress(address, opened))
      const [first] = open
      if (first === undefined) return callback(refused(), [])
      if (all === true) return callback(null, open)
      return callback(null, first.address, first.family)
    })
  }
}

/** The error for a host that is written as a closed address; nothing where it is a name or an open one. */
export function refusalOf(host: string, opened: readonly string[]): Error | undefined {
  const bare = host.replace(/^\[(.*)\]$/, '$1')
  return isIP(bare) === 0 || isOpenAddress(bare, opened) ? undefined : refused()
}

/** It does not say which address a name has: who may not connect there may not learn it either. */
function refused(): NodeJS.ErrnoException {
  return Object.assign(new Error('The address is closed.'), {
    code: closedAddress,
    syscall: 'connect',
  })
}

function familyNumber(family: number | 'IPv4' | 'IPv6'): number {
  if (typeof family === 'number') return family
  return family === 'IPv4' ? 4 : 6
}
