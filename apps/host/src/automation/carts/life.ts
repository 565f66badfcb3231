import type { CartRule } from '../../config/index.ts'

/** Why nothing more is sent about a cart. */
export const cartEnds = [
  'recovered',
  'ordered',
  'boughtElsewhere',
  'unsubscribed',
  'noConsent',
  'noContact',
  'emptied',
  'productsGone',
  'belowMinimum',
  'coolingDown',
  'tooLate',
  'lapsed',
  'gone',
] as const
export type CartEnd = (typeof cartEnds)[number]

/** What is known of a cart. All instants are by our clock. */
export interface CartFacts {
  readonly createdAt: number
  /** When its owner last did something with it. */
  readonly touchedAt: number
  /** The row is no longer in the store. */
  readonly isGone: boolean
  /** The vendor says that it was left: nobody waits for that any more. */
  readonly isLeft: boolean
  readonly isEmpty: boolean
  /** The first purchase of its owner since it was begun. */
  readonly purchase: Purchase | undefined
  /** Why it must not be written about, whoever owns it. */
  readonly obstacle: CartObstacle | undefined
  /** Another cart of its owner was written about: not before this. */
  readonly coolUntil: number | undefined
}

export type CartObstacle = Extract<
  CartEnd,
  'unsubscribed' | 'noConsent' | 'noContact' | 'productsGone' | 'belowMinimum'
>

export interface Purchase {
  readonly order: string
  readonly at: number
  /** In the shop where the cart was filled, and no other cart was won back with it. */
  readonly isHere: boolean
}

/** A step that was begun: whatever became of it, it is never begun again. */
export interface BegunStep {
  readonly step: number
  readonly at: number
}

export type CartLife =
  /** Its owner may still be at it. */
  | { readonly state: 'open'; readonly lookAt: number }
  /** It was left, and a step is to come. */
  | { readonly state: 'left'; readonly step: number; readonly lookAt: number }
  | { readonly state: 'due'; readonly step: number }
  /** Everything was sent. */
  | { readonly state: 'waiting'; readonly lookAt: number }
  | { readonly state: 'ended'; readonly end: CartEnd; readonly wonBy?: number }

export type LifeRule = Pick<CartRule, 'cutOffMs' | 'windowMs'> & {
  readonly steps: readonly Pick<CartRule['steps'][number], 'afterMs'>[]
}

/** A message that could not be sent in time is not sent: nobody knows a day later what it is about. */
export const latestMs = 86_400_000

/**
 * Where a cart stands at an instant, and when to look again.
 *
 * A purchase ends it for good, whatever else is true. A change of the cart begins the waits anew and never a step.
 */
export function lifeOf(
  facts: CartFacts,
  begun: readonly BegunStep[],
  rule: LifeRule,
  now: number,
): CartLife {
  const bought = boughtEnd(facts, begun, rule)
  if (bought !== undefined) return bought
  if (facts.isGone) return { state: 'ended', end: 'gone' }
  if (facts.isEmpty) return { state: 'ended', end: 'emptied' }
  const leftAt = facts.touchedAt + (facts.isLeft ? 0 : rule.cutOffMs)
  if (now < leftAt) return { state: 'open', lookAt: leftAt }
  const next = nextStep(begun, rule, leftAt, now)
  if (next === undefined) return afterLast(begun, rule, now)
  if (now < next.dueAt) return { state: 'left', step: next.step, lookAt: next.dueAt }
  if (facts.obstacle !== undefined) return { state: 'ended', end: facts.obstacle }
  if (begun.length === 0 && facts.coolUntil !== undefined && now < facts.coolUntil)
    return { state: 'ended', end: 'coolingDown' }
  return { state: 'due', step: next.step }
}

/** Whether a cart stays ended whatever happens to it: it became an order, or its owner has another one. */
export function isFinal(end: CartEnd): boolean {
  return end === 'recovered' || end === 'ordered' || end === 'boughtElsewhere'
}

function boughtEnd(
  { purchase }: CartFacts,
  begun: readonly BegunStep[],
  { windowMs }: LifeRule,
): CartLife | undefined {
  if (purchase === undefined) return undefined
  const last = begun
    .filter(({ at }) => at <= purchase.at)
    .reduce<BegunStep | undefined>(
      (newest, each) => (newest === undefined || each.step > newest.step ? each : newest),
      undefined,
    )
  if (!purchase.isHere) return { state: 'ended', end: 'boughtElsewhere' }
  return last !== undefined && purchase.at <= last.at + windowMs
    ? { state: 'ended', end: 'recovered', wonBy: last.step }
    : { state: 'ended', end: 'ordered' }
}

function nextStep(
  begun: readonly BegunStep[],
  { steps }: LifeRule,
  leftAt: number,
  now: number,
): { readonly step: number; readonly dueAt: number } | undefined {
  const last = lastOf(begun)
  for (let step = (last?.step ?? -1) + 1; step < steps.length; step += 1) {
    const afterMs = steps[step]?.afterMs ?? 0
    const before = last === undefined ? undefined : steps[last.step]?.afterMs
    // What was sent late does not have the next one on its heels.
    const earliest = last === undefined ? leftAt : last.at + afterMs - (before ?? 0)
    const dueAt = Math.max(leftAt + afterMs, earliest)
    if (now <= dueAt + latestMs) return { step, dueAt }
  }
  return undefined
}

function afterLast(begun: readonly BegunStep[], { windowMs }: LifeRule, now: number): CartLife {
  const last = lastOf(begun)
  if (last === undefined) return { state: 'ended', end: 'tooLate' }
  const lookAt = last.at + windowMs
  return now < lookAt ? { state: 'waiting', lookAt } : { state: 'ended', end: 'lapsed' }
}

function lastOf(begun: readonly BegunStep[]): BegunStep | undefined {
  return begun.reduce<BegunStep | undefined>(
    (last, each) => (last === undefined || each.step > last.step ? each : last),
    undefined,
  )
}
