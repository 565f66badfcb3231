import type { SimulatedRule } from '@cartograph/simulators/rule'
import type { TillHistory } from './busy-tills.ts'

/** A record of the group of orders, as Rule holds it. */
export interface HeldRecord {
  readonly email: string
  readonly orderid: string
  readonly state: string
  readonly total: string
  readonly creditOf: string | undefined
}

/** What Rule has otherwise than what happened at the tills; the store is not asked. */
export function tillDifferences(history: TillHistory, rule: SimulatedRule): readonly string[] {
  return [
    ...recordDifferences(expectedRecords(history), heldRecords(rule)),
    ...contactDifferences(history, rule),
  ]
}

/** Each sale once, and each return once, of everybody who can be told. */
export function expectedRecords({ sales }: Pick<TillHistory, 'sales'>): readonly HeldRecord[] {
  return [...sales.values()].flatMap(({ orderid, email, total, returnedBy }) => {
    if (email === undefined) return []
    const state = returnedBy === undefined ? 'fulfilled' : 'refunded'
    const sale = { email, orderid: `till:${orderid}`, state, total: decimal(total) }
    if (returnedBy === undefined) return [{ ...sale, creditOf: undefined }]
    const back = {
      email,
      orderid: `till:${returnedBy}/refund`,
      state: 'refunded',
      total: decimal(-total),
      creditOf: `till:${orderid}`,
    }
    return [{ ...sale, creditOf: undefined }, back]
  })
}

function heldRecords({ account }: SimulatedRule): readonly HeldRecord[] {
  const { groups, records, subscribers } = account
  return [...records.values()]
    .filter(({ group }) => groups.get(group)?.name === 'Sitoo-order')
    .filter(({ subscriber }) => subscribers.get(subscriber)?.email !== null)
    .map(({ subscriber, values }) => {
      const text = (name: string) => {
        const value = values.get(name)
        return typeof value === 'string' ? value : undefined
      }
      return {
        email: subscribers.get(subscriber)?.email ?? '',
        orderid: text('orderid') ?? '',
        state: text('orderstate') ?? '',
        total: text('total_gross') ?? '',
        creditOf: text('creditorderid'),
      }
    })
}

/** Records that are missing, there more than once, of nobody's making, or not in their last state. */
export function recordDifferences(
  expected: readonly HeldRecord[],
  held: readonly HeldRecord[],
): readonly string[] {
  const byOrder = Map.groupBy(held, ({ orderid }) => orderid)
  const known = new Set(expected.map(({ orderid }) => orderid))
  return [
    ...expected.flatMap((wanted) => {
      const found = byOrder.get(wanted.orderid) ?? []
      const [first] = found
      if (first === undefined) return [`lost: ${wanted.orderid} of ${wanted.email}`]
      if (found.length > 1) return [`doubled: ${wanted.orderid} is there ${found.length} times`]
      const [one, other] = [JSON.stringify(first), JSON.stringify(wanted)]
      return one === other ? [] : [`${wanted.orderid} is ${one} and should be ${other}`]
    }),
    ...held
      .filter(({ orderid }) => !known.has(orderid))
      .map(({ orderid }) => `invented: ${orderid}`),
  ]
}

/** Everybody whom a till registered is one subscriber, with their own name and number. */
function contactDifferences(
  { registered }: TillHistory,
  { account }: SimulatedRule,
): readonly string[] {
  const { groups, records, subscribers } = account
  const nameOf = new Map(
    [...records.values()]
      .filter(({ group }) => groups.get(group)?.name === 'Sitoo-Contact')
      .map(({ subscriber, values }) => [subscriber, values.get('namefirst')] as const),
  )
  const byEmail = Map.groupBy(subscribers.values(), ({ email }) => email ?? '')
  return [...registered.values()].flatMap(({ email, name, phone }) => {
    const found = byEmail.get(email) ?? []
    const [one] = found
    if (one === undefined) return [`lost: the subscriber ${email}`]
    if (found.length > 1) return [`doubled: ${found.length} subscribers ${email}`]
    if (nameOf.get(one.id) !== name) return [`${email} is called ${String(nameOf.get(one.id))}`]
    return one.phone === phone ? [] : [`${email} has the number ${String(one.phone)}`]
  })
}

function decimal(hundredths: number): string {
  const sign = hundredths < 0 ? '-' : ''
  const whole = Math.abs(hundredths)
  return `${sign}${Math.trunc(whole / 100)}.${String(whole % 100).padStart(2, '0')}`
}
