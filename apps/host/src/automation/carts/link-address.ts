import { createHash, randomBytes } from 'node:crypto'
import type { CartRule } from '../../config/index.ts'

/** An unguessable name of a message's link: 192 bits, of which the store has the hash alone. */
export function newToken(): string {
  return randomBytes(24).toString('base64url')
}

export function tokenHash(token: string): string {
  return createHash('sha256').update(token).digest('hex')
}

/** Whether a text may be such a name; anything else is not looked for. */
export function isToken(text: string): boolean {
  return /^[\w-]{32}$/u.test(text)
}

/**
 * Where the link of a message leads: to the address that fills the cart again, else to where carts of the shop are, with the
 * parameters by which the campaign is told. Undefined where nobody knows one.
 */
export function linkTarget(
  { id: rule, link }: Pick<CartRule, 'id' | 'link'>,
  cart: { readonly id: string; readonly recoveryUrl: string | undefined },
  step: number,
): string | undefined {
  const native = cart.id.slice(cart.id.indexOf(':') + 1)
  const text = cart.recoveryUrl ?? link.to?.replaceAll('{cart}', encodeURIComponent(native))
  if (text === undefined) return undefined
  const address = new URL(text)
  // What the vendor has put there itself counts, and stays as it is written.
  const added = [...link.campaign]
    .filter(([name]) => !address.searchParams.has(name))
    .map(([name, value]) => {
      const filled = value.replaceAll('{step}', String(step + 1)).replaceAll('{rule}', rule)
      return `${encodeURIComponent(name)}=${encodeURIComponent(filled)}`
    })
  address.search = [...(address.search === '' ? [] : [address.search.slice(1)]), ...added].join('&')
  return address.href
}
