import type { CartMessage, CartWatch } from '../../store/index.ts'

/** What came of carts that were left in a span of time. */
export interface CartFigures extends CartTally {
  readonly from: string
  readonly to: string
  /** Carts by why nothing more is sent about them. */
  readonly ends: Readonly<Record<string, number>>
  /** By rule, step and channel: the connection and the action that sent it. */
  readonly steps: readonly StepFigures[]
}

export interface CartTally {
  readonly detected: number
  readonly sent: number
  readonly recovered: number
  /** Minor units by currency, as text: what the orders were paid with, less what was given back. */
  readonly revenue: Readonly<Record<string, string>>
}

export interface StepFigures {
  readonly rule: string
  /** The first is 1. */
  readonly step: number
  readonly channel: string
  readonly sent: number
  /** Nobody saw whether they were sent. */
  readonly unknown: number
  readonly failed: number
  readonly clicked: number
  readonly recovered: number
  readonly revenue: Readonly<Record<string, string>>
}

/** What an order is worth, less what was given back, in minor units. */
export interface NetOrder {
  readonly currency: string
  readonly net: bigint
}

export interface TallyEntry {
  readonly cart: CartWatch
  readonly messages: readonly CartMessage[]
  readonly isClicked: (step: number) => boolean
  /** Of the order that the cart was won back with, once it is paid. */
  readonly net: NetOrder | undefined
}

interface OpenStep extends Omit<StepFigures, 'revenue' | Counted> {
  sent: number
  unknown: number
  failed: number
  clicked: number
  recovered: number
  readonly revenue: Map<string, bigint>
}
type Counted = 'sent' | 'unknown' | 'failed' | 'clicked' | 'recovered'

/** Sums that grow cart by cart. */
export interface OpenTally {
  detected: number
  recovered: number
  readonly revenue: Map<string, bigint>
  readonly ends: Map<string, number>
  readonly steps: Map<string, OpenStep>
}

export function newTally(): OpenTally {
  return { detected: 0, recovered: 0, revenue: new Map(), ends: new Map(), steps: new Map() }
}

export function tallyCart(tally: OpenTally, { cart, messages, isClicked, net }: TallyEntry): void {
  tally.detected += 1
  const end = cart.reason ?? cart.state
  tally.ends.set(end, (tally.ends.get(end) ?? 0) + 1)
  const isWon = cart.reason === 'recovered'
  if (isWon) {
    tally.recovered += 1
    if (net !== undefined) add(tally.revenue, net)
  }
  for (const { step, connection, action, state } of messages) {
    const figures = stepOf(tally, cart.rule, step, `${connection}.${action}`)
    if (state === 'sent') figures.sent += 1
    if (state === 'unknown') figures.unknown += 1
    if (state === 'failed') figures.failed += 1
    if (isClicked(step)) figures.clicked += 1
    if (isWon && cart.won_by === step) {
      figures.recovered += 1
      if (net !== undefined) add(figures.revenue, net)
    }
  }
}

export function tallied(
  { detected, recovered, revenue, ends, steps }: OpenTally,
  { from, to }: { readonly from: number; readonly to: number },
): CartFigures {
  const shown = [...steps]
    .toSorted(([one], [other]) => (one < other ? -1 : 1))
    .map(([, step]): StepFigures => Object.assign({}, step, { revenue: asText(step.revenue) }))
  return {
    from: new Date(from).toISOString(),
    to: new Date(to).toISOString(),
    detected,
    sent: shown.reduce((sum, step) => sum + step.sent, 0),
    recovered,
    revenue: asText(revenue),
    ends: Object.fromEntries([...ends].toSorted(([one], [other]) => (one < other ? -1 : 1))),
    steps: shown,
  }
}

function stepOf(tally: OpenTally, rule: string, step: number, channel: string): OpenStep {
  const name = JSON.stringify([rule, step, channel])
  const known = tally.steps.get(name)
  if (known !== undefined) return known
  const counts = { sent: 0, unknown: 0, failed: 0, clicked: 0, recovered: 0 }
  const fresh: OpenStep = { rule, step: step + 1, channel, ...counts, revenue: new Map() }
  tally.steps.set(name, fresh)
  return fresh
}

function add(revenue: Map<string, bigint>, { currency, net }: NetOrder): void {
  revenue.set(currency, (revenue.get(currency) ?? 0n) + net)
}

function asText(revenue: ReadonlyMap<string, bigint>): Readonly<Record<string, string>> {
  return Object.fromEntries(
    [...revenue]
      .toSorted(([one], [other]) => (one < other ? -1 : 1))
      .map(([currency, sum]) => [currency, String(sum)]),
  )
}
