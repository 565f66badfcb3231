import { fault, type Entry, type Json } from '@cartograph/core'
import type { ConsentWish } from '../../wishes/index.ts'
import { idOf, type Once } from './write-once.ts'

/** By what the person who said it is known. */
export interface ConsentOf {
  readonly customerId?: string | undefined
  readonly email?: Json | undefined
  readonly phone?: Json | undefined
}

/** Statements are records of their own that never change; each says when, and where it was said. */
export function consentEntries(
  consents: readonly ConsentWish[],
  { customerId, email, phone }: ConsentOf,
  { once, now }: { readonly once: Once; readonly now: string },
): readonly Entry[] {
  return consents.map((consent, index): Entry => {
    const { at = now, expiresAt, source = 'staff', version, ...said } = consent
    if (Date.parse(at) > Date.parse(now) + aheadMs)
      throw fault({
        kind: 'record',
        message: 'A consent cannot have been given at an instant that is yet to come.',
        path: ['consents', index, 'at'],
      })
    return {
      stream: 'consents',
      op: 'upsert',
      row: {
        id: idOf(once, `consent ${index}`),
        ...(customerId !== undefined && { customerId }),
        ...(typeof email === 'string' && { email }),
        ...(typeof phone === 'string' && { phone }),
        ...said,
        source,
        ...(version !== undefined && { extra: { version } }),
        at: new Date(at).toISOString(),
        ...(expiresAt !== undefined && { expiresAt: new Date(expiresAt).toISOString() }),
      },
    }
  })
}

/** How far the clock of an application may be ahead. */
const aheadMs = 300_000
