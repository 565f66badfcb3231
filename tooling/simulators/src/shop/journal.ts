import { cartLeadMs, cartMoments } from './carts.ts'
import type { Life } from './life.ts'
import { buyerOf, type World } from './placing.ts'
import { planHorizonMs } from './plan.ts'

/** Something that changed in the shop. It says which record, not how: look the record up. */
export interface ShopChange {
  /** From 1, without gaps, in the order of time. */
  readonly sequence: number
  readonly at: number
  readonly entity: 'order' | 'refund' | 'payment' | 'customer' | 'product' | 'cart'
  readonly id: string
  readonly operation: 'created' | 'updated' | 'deleted'
}

export type UnnumberedChange = Omit<ShopChange, 'sequence'>

/** All changes after `from`, up to and including `to`, in the order of time. */
export function changesBetween(options: {
  readonly world: World
  readonly lifeOf: (index: number, time: number) => Life
  /** Orders that were acted on by hand, whatever their age. */
  readonly touched: Iterable<number>
  readonly from: number
  readonly to: number
}): readonly UnnumberedChange[] {
  const { world, lifeOf, from, to } = options
  const changes: UnnumberedChange[] = []
  const first = world.calendar.placedBy(from - planHorizonMs)
  const end = world.calendar.placedBy(to + cartLeadMs)
  const within = ({ at }: { readonly at: number }) => at > from && at <= to

  const indexes = new Set(options.touched)
  for (let index = first; index < end; index += 1) indexes.add(index)
  for (const index of indexes) {
    if (world.calendar.placedAt(index) <= to) {
      changes.push(
        ...changesOfOrder({ before: lifeOf(index, from), after: lifeOf(index, to), from }),
      )
    }
    for (const { id, at, first: isFirst } of cartMoments(world, index)) {
      changes.push({ entity: 'cart', id, at, operation: isFirst ? 'created' : 'updated' })
    }
    changes.push(...customerChanges(world, index, to))
  }
  for (let index = 0; index < world.catalogue.size; index += 1) {
    for (const at of world.catalogue.revisions(index, from, to)) {
      changes.push({ entity: 'product', id: String(1_000 + index), at, operation: 'updated' })
    }
  }
  return changes.filter(within).toSorted(byTime)
}

/** What happened to an order since `from`, its refunds and its payment included. */
export function changesOfOrder(options: {
  readonly before: Life
  readonly after: Life
  readonly from: number
}): readonly UnnumberedChange[] {
  const { before, after, from } = options
  const { id } = after
  const changes: UnnumberedChange[] = []
  const refunds = before.refunds.map((refund) => refund.id)
  let paid = before.payment !== undefined
  for (const event of after.history) {
    if (event.at <= from) continue
    const { at, kind } = event
    const note = (
      entity: UnnumberedChange['entity'],
      of: string,
      operation: UnnumberedChange['operation'],
    ) => changes.push({ entity, id: of, at, operation })
    const paymentId = `P${id.slice(1)}`

    if (kind === 'deleted') {
      note('order', id, 'deleted')
      if (paid) note('payment', paymentId, 'deleted')
      for (const refund of refunds) note('refund', refund, 'deleted')
      continue
    }
    note('order', id, kind === 'placed' ? 'created' : 'updated')
    if (kind === 'paid' || kind === 'failed') {
      paid = true
      note('payment', paymentId, 'created')
    } else if (kind === 'edited') {
      note('payment', paymentId, 'updated')
    } else if (kind === 'refunded') {
      const refund = `R${id.slice(1)}-${refunds.length + 1}`
      refunds.push(refund)
      note('refund', refund, 'created')
      note('payment', paymentId, 'updated')
    }
  }
  return changes
}

function customerChanges(world: World, index: number, to: number): readonly UnnumberedChange[] {
  if (world.people.personOf(index) !== index) return []
  const { person } = buyerOf(world, index)
  return (['web', 'till'] as const).flatMap((storeId) => {
    const record = world.people.customer(person.index, storeId, to)
    if (record === undefined) return []
    const moments = world.people.moments(person.index, storeId)
    return moments.map((at, position) => ({
      entity: 'customer' as const,
      id: record.id,
      at,
      operation: position === 0 ? ('created' as const) : ('updated' as const),
    }))
  })
}

function byTime(one: UnnumberedChange, other: UnnumberedChange): number {
  return (
    one.at - other.at || one.entity.localeCompare(other.entity, 'en') || compare(one.id, other.id)
  )
}

function compare(one: string, other: string): number {
  if (one === other) return 0
  return one < other ? -1 : 1
}
