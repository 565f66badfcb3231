import type { Cart, Event } from '@cartograph/core'
import type { CartRule } from '../../config/index.ts'
import { cartLink, cartWatches, countCartClick, rowsById, type Store } from '../../store/index.ts'
import { cartOfEvent, cartOfRow } from './cart-row.ts'
import { isToken, linkTarget, tokenHash } from './link-address.ts'

/** Where the link of a message leads now, and counts that it was followed; undefined: it is no longer good, or never was. */
export async function visitLink(
  {
    store,
    rules,
    now,
  }: {
    readonly store: Store
    readonly rules: ReadonlyMap<string, CartRule>
    readonly now: () => number
  },
  token: string,
): Promise<string | undefined> {
  if (!isToken(token)) return undefined
  const hash = tokenHash(token)
  const at = now()
  return store.write(function* (dialect, org) {
    const link = yield* cartLink(dialect, org, hash, at)
    if (link === undefined) return undefined
    const watch = (yield* cartWatches(dialect, org, [link.cart])).get(link.cart)
    const rule = watch === undefined ? undefined : rules.get(watch.rule)
    if (watch === undefined || rule === undefined) return undefined
    const stored = (yield* rowsById(dialect, org, watch.entity, [watch.row_id])).get(watch.row_id)
    const row =
      stored === undefined || stored.deleted
        ? undefined
        : watch.entity === 'cart'
          ? cartOfRow(JSON.parse(stored.data) as Cart)
          : cartOfEvent(JSON.parse(stored.data) as Event)
    const target = linkTarget(rule, { id: link.cart, recoveryUrl: row?.recoveryUrl }, link.step)
    if (target !== undefined) yield* countCartClick(dialect, org, hash, at)
    return target
  })
}
