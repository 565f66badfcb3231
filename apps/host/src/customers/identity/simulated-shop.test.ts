import type { JsonObject } from '@cartograph/core'
import { simulatedShop, type ShopCustomer, type ShopOrder } from '@cartograph/simulators'
import { expect, test } from 'vitest'
import { defaultIdentity } from '../../config/index.ts'
import { clustersInMemory } from './book-in-memory.ts'
import type { Cluster } from './clusters.ts'
import type { Identifier } from './identifier.ts'
import { memberOf } from './member.ts'
import { countedIdentifiers, recordOf, traceOf } from './trace.ts'

const shop = simulatedShop({ orders: 4000 })

test('customers of shop, payments and till are put together as the generator knows them', () => {
  const { clusters, truth } = clustered()
  const { precision, recall } = measured(clusters, truth)
  expect(truth.size).toBeGreaterThan(2000)
  expect(new Set(truth.values()).size).toBeLessThan(truth.size / 1.5)
  expect(precision).toBe(1)
  expect(recall).toBe(1)
})

test('without phone numbers, those who gave no address at the till are not found again', () => {
  const byEmail = defaultIdentity.rules.filter(({ name }) => name !== 'phone')
  const { clusters, truth } = clustered({ rules: byEmail })
  const { precision, recall } = measured(clusters, truth)
  expect(precision).toBe(1)
  expect(recall).toBeLessThan(0.99)
})

/** The persons of the shop's records, and whom the generator made each record for. */
function clustered(change: Partial<typeof defaultIdentity> = {}) {
  const settings = { ...defaultIdentity, ...change }
  const records = new Map<string, { readonly since: number; readonly own: readonly Identifier[] }>()
  const mentions = new Map<string, { since: number; readonly own: Identifier[] }>()
  const truth = new Map<string, string>()
  for (const { entity, id, row, person } of rows()) {
    const trace = traceOf(entity, id, row, settings, () => ['DK'])
    if (trace === undefined) continue
    truth.set(trace.member, person)
    const since = trace.at ?? Number.POSITIVE_INFINITY
    if (trace.member === recordOf(id)) records.set(trace.member, { since, own: trace.identifiers })
    else {
      const known = mentions.get(trace.member) ?? { since, own: [] }
      known.own.push(...trace.identifiers)
      mentions.set(trace.member, { ...known, since: Math.min(known.since, since) })
    }
  }
  const members = [...truth.keys()].map((id) => {
    const record = records.get(id)
    const mention = mentions.get(id)
    const since = record?.since ?? mention?.since ?? Number.POSITIVE_INFINITY
    return memberOf(id, since, countedIdentifiers(record?.own, mention?.own ?? []), settings)
  })
  return { clusters: clustersInMemory(members, [], settings), truth }
}

interface TrueRow {
  readonly entity: string
  readonly id: string
  readonly row: JsonObject
  readonly person: string
}

/** Everybody has a number of their own, whatever way it is written. */
function personByPhone(phone: string): string {
  return phone.replaceAll(/\D/gu, '').slice(-8)
}

function* rows(): Iterable<TrueRow> {
  for (const customer of shop.customers()) {
    if (customer.storeId === 'till') yield customerRow('till', customer.id, customer)
    else {
      yield customerRow('shop', customer.id, customer)
      yield customerRow('payments', `cus_${customer.id}`, customer)
    }
  }
  for (const order of shop.orders()) {
    if (order.phone === undefined) continue
    yield orderRow(order.storeId === 'till' ? 'till' : 'shop', order, order.phone)
  }
}

function customerRow(connection: string, native: string, customer: ShopCustomer): TrueRow {
  const id = `${connection}:${native}`
  const { email, phone, country, createdAt } = customer
  const address = { country }
  const row = { id, connection, email, phone, address, createdAt: instant(createdAt) }
  return { entity: 'customer', id, row, person: personByPhone(phone) }
}

function orderRow(connection: string, order: ShopOrder, phone: string): TrueRow {
  const id = `${connection}:${order.id}`
  const { customerId, email = null, billing, placedAt } = order
  const row = {
    id,
    connection,
    ...(customerId !== undefined && { customerId: `${connection}:${customerId}` }),
    email,
    phone,
    ...(billing !== undefined && { billing: { country: billing.country } }),
    placedAt: instant(placedAt),
  }
  return { entity: 'order', id, row, person: personByPhone(phone) }
}

function instant(time: number): string {
  return new Date(time).toISOString()
}

/** Of the pairs that were put together how many are right, and of those that are right how many were put together. */
function measured(clusters: readonly Cluster[], truth: ReadonlyMap<string, string>) {
  const found = clusters.map(({ members }) => members.map((id) => truth.get(id) ?? ''))
  const together = found.map((persons) => pairs(persons.length))
  const right = found.map((persons) => sum(counts(persons).map(pairs)))
  const wanted = counts([...truth.values()]).map(pairs)
  return { precision: sum(right) / sum(together), recall: sum(right) / sum(wanted) }
}

function counts(names: readonly string[]): readonly number[] {
  const found = new Map<string, number>()
  for (const name of names) found.set(name, (found.get(name) ?? 0) + 1)
  return [...found.values()]
}

function pairs(size: number): number {
  return (size * (size - 1)) / 2
}

function sum(values: readonly number[]): number {
  return values.reduce((total, value) => total + value, 0)
}
