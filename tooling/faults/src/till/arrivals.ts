import type { SimulatedRule } from '@cartograph/simulators/rule'

/** One write of a record of the group of orders, as it reached Rule. */
export interface Arrival {
  readonly email: string
  readonly orderid: string
  /** Whether there was a record more after it. */
  readonly isNew: boolean
  readonly state: string | undefined
}

/** Somebody of whom is known in which order the host got to know their sales. */
export interface Regular {
  readonly email: string
  readonly orderids: readonly string[]
}

/** What reached Rule, in its order; of people who can be told. */
export function arrivalsAt({ account }: SimulatedRule): readonly Arrival[] {
  const { groups, landed, records, subscribers } = account
  return landed.flatMap(({ record, isNew, values }) => {
    const { group = 0, subscriber = 0, values: present } = records.get(record) ?? {}
    const email = subscribers.get(subscriber)?.email ?? undefined
    const orderid = present?.get('orderid')
    if (groups.get(group)?.name !== 'Sitoo-order' || email === undefined) return []
    const state = values.get('orderstate')
    return [
      {
        email,
        orderid: String(orderid),
        isNew,
        state: typeof state === 'string' ? state : undefined,
      },
    ]
  })
}

/** A sale is given back after it was made, and never the other way round. */
const course = ['fulfilled', 'partiallyRefunded', 'refunded']

/** Orders that reached Rule more than once as new ones, whose older state came after a newer one, or that overtook another one. */
export function arrivalDifferences(
  arrivals: readonly Arrival[],
  regulars: readonly Regular[],
): readonly string[] {
  const byOrder = [...Map.groupBy(arrivals, ({ orderid }) => orderid)]
  return [
    ...byOrder.flatMap(([orderid, own]) => doubled(orderid, own)),
    ...byOrder.flatMap(([orderid, own]) => turnedBack(orderid, own)),
    ...regulars.flatMap((regular) => overtaking(arrivals, regular)),
  ]
}

function doubled(orderid: string, own: readonly Arrival[]): readonly string[] {
  const made = own.filter(({ isNew }) => isNew).length
  return made === 1 ? [] : [`doubled: ${orderid} reached Rule ${made} times as a new record`]
}

function turnedBack(orderid: string, own: readonly Arrival[]): readonly string[] {
  const steps = own.flatMap(({ state }) => (state === undefined ? [] : [course.indexOf(state)]))
  const isInOrder = steps.every((step, index) => step >= (steps[index - 1] ?? step))
  const states = own.map(({ state }) => state).join(', ')
  return isInOrder ? [] : [`turned back: ${orderid} reached Rule as ${states}`]
}

function overtaking(arrivals: readonly Arrival[], { email, orderids }: Regular): readonly string[] {
  const wanted = new Set(orderids)
  const came = arrivals.flatMap(({ orderid, isNew }) =>
    isNew && wanted.has(orderid) ? orderid : [],
  )
  return came.join() === orderids.join()
    ? []
    : [`overtaken: of ${email} came ${came.join(', ')} in place of ${orderids.join(', ')}`]
}
