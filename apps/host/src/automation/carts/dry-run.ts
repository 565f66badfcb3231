import type { Cart } from '@cartograph/core'
import type { CartRule } from '../../config/index.ts'
import {
  readAccount,
  rowsAfter,
  type CartWatch,
  type Dialect,
  type StoredRow,
  type Work,
} from '../../store/index.ts'
import { seeCart } from './cart-facts.ts'
import { seeDueCart, type DueCart } from './due-cart.ts'
import { cartOfRow } from './cart-row.ts'
import { ruleOfConnection, type CartScene } from './cart-scene.ts'
import { ownInstants } from './instants.ts'
import { lifeOf, type BegunStep, type CartEnd } from './life.ts'

/** What the rules would have done with the carts of the store, had they been there all the time. */
export interface DryRun {
  readonly from: string
  readonly carts: number
  /** By rule and step: `shop 1`. */
  readonly messages: Readonly<Record<string, number>>
  /** By why nothing more would have been sent. */
  readonly ends: Readonly<Record<string, number>>
}

type DryScene = Pick<CartScene, 'store' | 'rules' | 'now' | 'signal' | 'exchange' | 'consents'>

const pageSize = 200

/**
 * Plays the rules over the carts that were touched since an instant, without sending anything and without writing anything.
 *
 * Consents, stock and prices count as they are now, since nobody knows how they were.
 */
export async function dryRunCarts(scene: DryScene, from: number): Promise<DryRun> {
  const { store, signal } = scene
  const messages = new Map<string, number>()
  const ends = new Map<string, number>()
  const writtenTo = new Map<string, number>()
  const found: Played[] = []
  let after = ''
  for (;;) {
    signal.throwIfAborted()
    const rows = await store.read((dialect, org) =>
      rowsAfter(dialect, org, 'cart', after, pageSize),
    )
    for (const row of rows) {
      const played = await store.read((dialect, org) => seeRow(dialect, org, scene, row, from))
      if (played !== undefined) found.push(await withConsent(scene, played))
    }
    if (rows.length < pageSize) break
    after = rows.at(-1)?.id ?? ''
  }
  // In the order in which they were left, since one keeps back another.
  const inOrder = found.toSorted((a, b) => a.due.watch.touched_at - b.due.watch.touched_at)
  for (const cart of inOrder) {
    const { begun, end } = play(cart, writtenTo, scene.now())
    for (const { step } of begun) add(messages, `${cart.rule.id} ${step + 1}`)
    add(ends, end)
  }
  return {
    from: new Date(from).toISOString(),
    carts: found.length,
    messages: sorted(messages),
    ends: sorted(ends),
  }
}

interface Played {
  readonly rule: CartRule
  readonly due: DueCart
}

function* seeRow(
  dialect: Dialect,
  org: string,
  { rules, now, exchange }: DryScene,
  stored: StoredRow,
  from: number,
): Work<Played | undefined> {
  if (stored.deleted) return undefined
  const row = cartOfRow(JSON.parse(stored.data) as Cart)
  const rule = ruleOfConnection(rules, row.connection)
  if (rule === undefined) return undefined
  const account = yield* readAccount(dialect, org, row.connection)
  const at = now()
  const instants = ownInstants(row, { offsetMs: account?.clockOffsetMs ?? 0, seenAt: at })
  if (instants.touchedAt < from) return undefined
  const watch: CartWatch = {
    cart: stored.id,
    entity: 'cart',
    row_id: stored.id,
    rule: rule.id,
    connection: row.connection,
    order_id: row.orderId ?? null,
    state: 'open',
    reason: null,
    created_at: instants.createdAt,
    touched_at: instants.touchedAt,
    seen_at: at,
    left_at: null,
    look_at: null,
    currency: row.currency ?? null,
    total: row.total ?? null,
    bought_order: null,
    bought_at: null,
    won_by: null,
  }
  const seen = yield* seeCart(dialect, org, watch, rule, at)
  return {
    rule,
    due: yield* seeDueCart(dialect, org, seen, { rule, exchange, refusal: undefined }),
  }
}

async function withConsent({ consents }: DryScene, { rule, due }: Played): Promise<Played> {
  const { email, customer, facts } = due
  if (facts.obstacle !== undefined || email === undefined) return { rule, due }
  const subject = { email, ...(customer !== undefined && { customerId: customer.id }) }
  const [reason] = await consents(rule.consent)([{ ...subject, needs: ['email'] }])
  if (reason === undefined) return { rule, due }
  return { rule, due: { ...due, facts: { ...facts, obstacle: 'noConsent' } } }
}

/** The life of one cart from when it was touched until now. */
function play(
  { rule, due }: Played,
  writtenTo: Map<string, number>,
  now: number,
): { readonly begun: readonly BegunStep[]; readonly end: CartEnd | 'open' | 'left' | 'waiting' } {
  const { facts, person, watch } = due
  const name = person ?? watch.cart
  const begun: BegunStep[] = []
  let at = watch.touched_at
  for (;;) {
    const lastAt = writtenTo.get(name)
    const then = {
      ...facts,
      purchase:
        facts.purchase !== undefined && facts.purchase.at <= at ? facts.purchase : undefined,
      coolUntil: lastAt === undefined ? undefined : lastAt + rule.coolDownMs,
    }
    const life = lifeOf(then, begun, rule, at)
    if (life.state === 'ended') return { begun, end: life.end }
    if (life.state === 'due') {
      begun.push({ step: life.step, at })
      writtenTo.set(name, at)
      continue
    }
    const next = [life.lookAt, facts.purchase?.at ?? Infinity].filter((each) => each > at)
    at = Math.min(...next)
    if (at > now) return { begun, end: life.state }
  }
}

function add(counts: Map<string, number>, name: string): void {
  counts.set(name, (counts.get(name) ?? 0) + 1)
}

function sorted(counts: ReadonlyMap<string, number>): Readonly<Record<string, number>> {
  return Object.fromEntries([...counts].toSorted(([one], [other]) => (one < other ? -1 : 1)))
}
