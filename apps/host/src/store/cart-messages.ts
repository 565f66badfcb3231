import type { CartStepTable } from './cart-tables.ts'
import { all, first, run, type Dialect, type Work } from './database.ts'

export type CartMessage = Omit<CartStepTable, 'org'>
type MessageKey = Pick<CartMessage, 'cart' | 'step'>

const columns = [
  'cart',
  'step',
  'connection',
  'action',
  'state',
  'attempts',
  'begun_at',
  'settled_at',
  'problem',
] as const satisfies readonly (keyof CartMessage)[]

/** The messages of some carts, in the order of carts and steps. */
export function* cartMessages(
  { build, within }: Dialect,
  org: string,
  carts: readonly string[],
): Work<readonly CartMessage[]> {
  if (carts.length === 0) return []
  return yield* all(
    build
      .selectFrom('cart_step')
      .select(columns)
      .where('org', '=', org)
      .where('cart', 'in', within(carts))
      .orderBy('cart')
      .orderBy('step'),
  )
}

/**
 * Says that a message is being sent, before the first byte of it leaves; false: it was begun before, and its end is known or never
 * will be.
 */
export function* beginCartMessage(
  { build }: Dialect,
  org: string,
  { cart, step }: MessageKey,
  {
    connection,
    action,
    now,
  }: { readonly connection: string; readonly action: string; readonly now: number },
): Work<boolean> {
  const row = yield* first(
    build
      .insertInto('cart_step')
      .values({
        org,
        cart,
        step,
        connection,
        action,
        state: 'sending',
        attempts: 1,
        begun_at: now,
        settled_at: null,
        problem: null,
      })
      .onConflict((conflict) =>
        conflict
          .columns(['org', 'cart', 'step'])
          .doUpdateSet((table) => ({
            connection,
            action,
            state: 'sending',
            attempts: table('cart_step.attempts', '+', 1),
            begun_at: now,
          }))
          .where('cart_step.state', '=', 'due'),
      )
      .returning('step'),
  )
  return row !== undefined
}

/** What became of a message; `due`: it certainly did not go out, and is tried again. */
export function* settleCartMessage(
  { build }: Dialect,
  org: string,
  { cart, step }: MessageKey,
  came: {
    readonly state: 'due' | 'sent' | 'failed' | 'unknown'
    readonly at: number
    readonly problem?: string | undefined
  },
): Work<void> {
  yield* run(
    build
      .updateTable('cart_step')
      .set({
        state: came.state,
        settled_at: came.state === 'due' ? null : came.at,
        problem: came.problem ?? null,
      })
      .where('org', '=', org)
      .where('cart', '=', cart)
      .where('step', '=', step)
      .where('state', '=', 'sending'),
  )
}

/** Messages that were begun and not ended: whoever was at them died. */
export function* sendingCartMessages({ build }: Dialect, org: string): Work<readonly MessageKey[]> {
  return yield* all(
    build
      .selectFrom('cart_step')
      .select(['cart', 'step'])
      .where('org', '=', org)
      .where('state', '=', 'sending')
      .orderBy('cart'),
  )
}

/** When somebody was last written to about any of some carts. */
export function* lastCartMessage(
  { build, within }: Dialect,
  org: string,
  carts: readonly string[],
): Work<number | undefined> {
  if (carts.length === 0) return undefined
  const row = yield* first(
    build
      .selectFrom('cart_step')
      .select((table) => table.fn.max('begun_at').as('at'))
      .where('org', '=', org)
      .where('cart', 'in', within(carts))
      .where('state', 'in', ['sending', 'sent', 'unknown']),
  )
  return row?.at ?? undefined
}
