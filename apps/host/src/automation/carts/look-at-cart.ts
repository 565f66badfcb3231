import type { CartRule } from '../../config/index.ts'
import {
  cartMessages,
  cartWatches,
  dueCartWatches,
  writeCartWatches,
  type CartMessage,
  type CartWatch,
  type Dialect,
  type Work,
} from '../../store/index.ts'
import { seeCart, type SeenCart } from './cart-facts.ts'
import { recipientOf } from './due-cart.ts'
import type { CartScene } from './cart-scene.ts'
import { lifeOf, type BegunStep, type CartLife } from './life.ts'

/** A cart of which a message is due, unless something stands against it that is asked for when it is sent. */
export interface Candidate {
  readonly cart: string
  readonly rule: CartRule
  readonly step: number
  readonly email: string | undefined
  readonly customerId: string | undefined
}

const lookedAt = 100
/** A message whose sender died before it began is looked at again after so long. */
const abandonedMs = 60_000

/** Looks at the carts whose time has come, and gives back those of which a message is due; undefined: there are no more. */
export function lookAtDueCarts(
  scene: Pick<CartScene, 'store' | 'rules' | 'now'>,
): Promise<readonly Candidate[] | undefined> {
  const { store, rules, now } = scene
  const at = now()
  return store.write(function* (dialect, org) {
    yield* dialect.alone(['carts', org])
    const due = yield* dueCartWatches(dialect, org, at, lookedAt)
    if (due.length === 0) return undefined
    const watches = yield* cartWatches(dialect, org, due)
    const messages = yield* messagesBy(dialect, org, due)
    const candidates: Candidate[] = []
    for (const cart of due) {
      const watch = watches.get(cart)
      if (watch === undefined) continue
      const rule = rules.get(watch.rule)
      if (rule === undefined) {
        yield* writeCartWatches(dialect, org, [{ ...watch, look_at: null }])
        continue
      }
      const seen = yield* seeCart(dialect, org, watch, rule, at)
      const begun = begunOf(messages.get(cart) ?? [])
      const life = lifeOf(seen.facts, begun, rule, at)
      // At once: what one order has won back, it has not for the next cart.
      yield* writeCartWatches(dialect, org, [watchAfter(seen, life, at)])
      if (life.state !== 'due') continue
      const { email, customer } = yield* recipientOf(dialect, org, seen.row)
      const customerId = customer?.id ?? seen.row?.customerId
      candidates.push({ cart, rule, step: life.step, email, customerId })
    }
    return candidates
  })
}

export function* messagesBy(
  dialect: Dialect,
  org: string,
  carts: readonly string[],
): Work<ReadonlyMap<string, readonly CartMessage[]>> {
  return Map.groupBy(yield* cartMessages(dialect, org, carts), ({ cart }) => cart)
}

/** What is tried again has not been begun yet. */
export function begunOf(messages: readonly CartMessage[]): readonly BegunStep[] {
  return messages
    .filter(({ state }) => state !== 'due')
    .map(({ step, begun_at: at }) => ({ step, at }))
}

/** How a cart stands after it was looked at. */
export function watchAfter({ watch, facts }: SeenCart, life: CartLife, now: number): CartWatch {
  const { purchase } = facts
  const wasLeft = life.state === 'left' || life.state === 'due' || life.state === 'waiting'
  const isEnded = life.state === 'ended'
  const isBought = isEnded && ['recovered', 'ordered', 'boughtElsewhere'].includes(life.end)
  return {
    ...watch,
    state: life.state === 'due' ? 'left' : life.state,
    reason: isEnded ? life.end : null,
    left_at: watch.left_at ?? (wasLeft || (isEnded && wasEndedLeft(life.end)) ? now : null),
    look_at: 'lookAt' in life ? life.lookAt : life.state === 'due' ? now + abandonedMs : null,
    bought_order: isBought ? (purchase?.order ?? null) : null,
    bought_at: isBought ? (purchase?.at ?? null) : null,
    won_by: isEnded ? (life.wonBy ?? null) : null,
  }
}

/** Ends that come only after a cart was left. */
const endsOfLeft: ReadonlySet<string> = new Set([
  'unsubscribed',
  'noConsent',
  'noContact',
  'productsGone',
  'belowMinimum',
  'coolingDown',
  'tooLate',
  'lapsed',
  'recovered',
])

function wasEndedLeft(end: string): boolean {
  return endsOfLeft.has(end)
}
