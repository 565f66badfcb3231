import type { Visitor } from '@cartograph/simulators/visitors'
import type { ArrivedMessage } from './mail-box.ts'
import { suiteRule } from './workspace.ts'

/** A message that the host says it began. */
export interface BegunMessage {
  /** The first is 1. */
  readonly step: number
  readonly state: 'due' | 'sending' | 'sent' | 'failed' | 'unknown'
  readonly at: string
}

export interface HostCart {
  readonly cart: string
  readonly state: string
  readonly messages: readonly BegunMessage[]
}

export interface Played {
  readonly visitors: readonly Visitor[]
  /** The instants at which the host was told what had happened, and looked, ascending; after a kill it looks again a little later. */
  readonly steps: readonly number[]
  readonly arrived: readonly ArrivedMessage[]
  readonly carts: readonly HostCart[]
  readonly revenue: Readonly<Record<string, string>>
  readonly recovered: number
}

/** How a cart stands that the host does not list. */
const neverLeft = 'neverLeft'

/** So many looks later at the latest a message has gone out that was put off by the weather. */
const graceSteps = 6

/** Whatever is not as it must be, in plain words. */
export function cartDifferences(played: Played): readonly string[] {
  const { visitors, arrived } = played
  const arrivals = Map.groupBy(arrived, ({ cart }) => cart)
  const carts = new Map(played.carts.map((cart) => [cart.cart, cart]))
  return [
    ...doubled(arrived),
    ...visitors.flatMap((visitor) =>
      visitorDifferences(
        visitor,
        { cart: carts.get(visitor.cart), arrived: arrivals.get(visitor.cart) ?? [] },
        played.steps,
      ),
    ),
    ...revenueDifferences(played, carts),
  ]
}

function doubled(arrived: readonly ArrivedMessage[]): readonly string[] {
  const times = Map.groupBy(arrived, ({ cart, step }) => `${cart}, message ${step}`)
  return [...times]
    .filter(([, messages]) => messages.length > 1)
    .map(([name, messages]) => `doubled: ${name} came ${messages.length} times`)
}

interface OfVisitor {
  readonly cart: HostCart | undefined
  readonly arrived: readonly ArrivedMessage[]
}

function visitorDifferences(
  visitor: Visitor,
  { cart, arrived }: OfVisitor,
  steps: readonly number[],
): readonly string[] {
  const begun = (cart?.messages ?? [])
    .filter(({ state }) => state !== 'due')
    .map(({ step, state, at }) => ({ step, state, at: Date.parse(at) }))
  const found: string[] = []
  const say = (text: string) => found.push(`${visitor.cart}: ${text}`)
  for (const { step, at } of arrived) {
    const known = begun.find((message) => message.step === step)
    if (known === undefined) say(`message ${step} came, and the host knows nothing of it`)
    else if (known.at !== at) say(`message ${step} came at another time than the host says`)
  }
  for (const { step, state } of begun)
    if (state === 'sent' && !arrived.some((message) => message.step === step))
      say(`lost: message ${step} was sent, and never came`)
  const endsAt = endOf(visitor, steps)
  const obstacle = obstacleOf(visitor)
  for (const { step, at } of begun) {
    if (obstacle !== undefined) say(`message ${step} was sent although: ${obstacle}`)
    if (at >= endsAt)
      say(`message ${step} was sent after a purchase, an unsubscribe or an emptied cart`)
    if (at < dueAt(visitor, begun, step, toldAt(steps, at)))
      say(`message ${step} was sent too early`)
  }
  const missing = obstacle === undefined ? missingStep(visitor, begun, steps, endsAt) : undefined
  if (missing !== undefined)
    say(
      `missing: message ${missing} was due and not begun; it stands as ${cart?.state ?? neverLeft}, ${begun.length} begun`,
    )
  const states = expectedStates(visitor, begun.length, { endsAt, obstacle, steps })
  const state = cart?.state ?? neverLeft
  if (states !== undefined && !states.includes(state))
    say(`stands as ${state}, and not as ${states.join(' or ')}`)
  return found
}

/** The instant up to which the host knew what had happened when it looked at another. */
function toldAt(steps: readonly number[], at: number): number {
  return steps.findLast((step) => step <= at) ?? at
}

/** The first look at which nothing may be sent any more. */
function endOf(
  { email, purchase, unsubscribesAt, emptiesAt }: Visitor,
  steps: readonly number[],
): number {
  const bought = email === undefined ? undefined : purchase?.at
  const said = email === undefined ? undefined : unsubscribesAt
  const end = Math.min(bought ?? Infinity, said ?? Infinity, emptiesAt ?? Infinity)
  return steps.find((step) => step >= end) ?? Infinity
}

function obstacleOf({ email, isSoldOut, total, currency, hasAgreed }: Visitor): string | undefined {
  if (email === undefined) return 'noContact'
  if (isSoldOut) return 'productsGone'
  if (total <= 0 || total < suiteRule.minimum[currency]) return 'belowMinimum'
  return hasAgreed ? undefined : 'noConsent'
}

function dueAt(
  { touches, begunAt }: Visitor,
  begun: readonly { readonly step: number; readonly at: number }[],
  step: number,
  told: number,
): number {
  const touched = touches.findLast((touch) => touch <= told) ?? begunAt
  const afterMs = suiteRule.afterMs[step - 1] ?? Infinity
  const before = begun.find((message) => message.step === step - 1)
  const apart =
    before === undefined ? -Infinity : before.at + afterMs - (suiteRule.afterMs[step - 2] ?? 0)
  return Math.max(touched + suiteRule.cutOffMs + afterMs, apart)
}

/** A message that was due at several looks in a row and was never begun. */
function missingStep(
  visitor: Visitor,
  begun: readonly { readonly step: number; readonly at: number }[],
  steps: readonly number[],
  endsAt: number,
): number | undefined {
  let waited = 0
  for (const at of steps) {
    if (at >= endsAt) return undefined
    const next = begun.filter((message) => message.at <= at).length + 1
    if (next > suiteRule.afterMs.length) return undefined
    waited = at >= dueAt(visitor, begun, next, at) ? waited + 1 : 0
    if (waited > graceSteps) return next
  }
  return undefined
}

/** How a cart may stand at the end; undefined where the weather decides. */
function expectedStates(
  { email, purchase, touches, emptiesAt }: Visitor,
  sent: number,
  {
    endsAt,
    obstacle,
    steps,
  }: {
    readonly endsAt: number
    readonly obstacle: string | undefined
    readonly steps: readonly number[]
  },
): readonly string[] | undefined {
  const leftAt = (touches.at(-1) ?? 0) + suiteRule.cutOffMs
  if (email !== undefined && purchase !== undefined) {
    const bought = purchase.where === 'till' ? ['boughtElsewhere'] : ['recovered', 'ordered']
    // Who buys or empties the cart before anybody has looked at what was left has left nothing.
    const seenAt = steps.find((step) => step >= leftAt) ?? Infinity
    return Math.min(purchase.at, emptiesAt ?? Infinity) <= seenAt ? [...bought, neverLeft] : bought
  }
  if (obstacle !== undefined && endsAt === Infinity) return [obstacle]
  if (obstacle === undefined && endsAt === Infinity && sent === suiteRule.afterMs.length)
    return ['lapsed']
  return undefined
}

/** What was won back is what the shop itself says of those who bought there after a message. */
function revenueDifferences(
  { visitors, revenue, recovered }: Played,
  carts: ReadonlyMap<string, HostCart>,
): readonly string[] {
  const sums = new Map<string, bigint>()
  let count = 0
  for (const { cart, email, currency, purchase } of visitors) {
    if (email === undefined || purchase?.where !== 'shop') continue
    const before = (carts.get(cart)?.messages ?? [])
      .filter(({ state }) => state !== 'due')
      .map(({ at }) => Date.parse(at))
      .filter((at) => at <= purchase.at)
    if (before.length === 0 || purchase.at > Math.max(...before) + suiteRule.windowMs) continue
    count += 1
    const net = BigInt(purchase.total - (purchase.refund?.total ?? 0))
    sums.set(currency, (sums.get(currency) ?? 0n) + net)
  }
  const currencies = [...new Set([...sums.keys(), ...Object.keys(revenue)])].toSorted()
  return [
    ...(count === recovered ? [] : [`${recovered} carts were won back, and not ${count}`]),
    ...currencies.flatMap((currency) => {
      const told = revenue[currency] ?? '0'
      const own = String(sums.get(currency) ?? 0n)
      return told === own ? [] : [`revenue in ${currency} is ${told}, and not ${own}`]
    }),
  ]
}
