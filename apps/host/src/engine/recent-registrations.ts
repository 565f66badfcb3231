import type { Registration } from '@cartograph/core'
import { readRegistrations, type Store } from '../store/index.ts'

/** What a vendor was told to call: as it was a moment ago, or, `anew`, as it is. */
export type Registrations = (anew: boolean) => Promise<readonly Registration[]>

/** A secret that was taken back counts for so long. */
const momentMs = 1000

/**
 * Reads what a vendor was told to call once a second, and not for each of its webhooks.
 *
 * Another process may have told the vendor something else since, so nobody is refused by what was read for another.
 */
export function recentRegistrations(
  store: Store,
  connection: string,
  now = () => performance.now(),
): Registrations {
  let known:
    | { readonly readAt: number; readonly registered: Promise<readonly Registration[]> }
    | undefined
  return (anew) => {
    if (!anew && known !== undefined && now() - known.readAt < momentMs) return known.registered
    const registered = store
      .read((dialect, org) => readRegistrations(dialect, org, connection))
      .then((state) => state?.registered ?? [])
    const read = { readAt: now(), registered }
    known = read
    // A store that could not be read may be readable for the next.
    registered.catch(() => {
      if (known === read) known = undefined
    })
    return registered
  }
}
