import { faultOf, type JsonObject } from '@cartograph/core'
import * as fc from 'fast-check'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { defaultCustomers, type CustomerSettings } from '../../config/index.ts'
import { openStore, presentPerson, rebuildConsumer, type Store } from '../../store/index.ts'
import { newStorePlace, usualStoreKind, type StorePlace } from '../../testing/test-stores.ts'
import { personIdOf } from '../identity/member.ts'
import { writeRows, type WrittenRow } from '../testing/commerce-rows.ts'
import { followCustomers } from './follow.ts'
import { personsAfter, type Person } from './person.ts'

const settings: CustomerSettings = {
  ...defaultCustomers,
  identity: { ...defaultCustomers.identity, recordsPerIdentifier: 3, recordsPerPerson: 6 },
}
const { signal } = new AbortController()

const emails = fc.constantFrom('a@example.com', 'b@example.com', 'c@example.com', null)
const phones = fc.constantFrom('+4520123456', '+4520123457', '+4520123458', null)
const instants = fc.constantFrom(day(1), day(2), day(3), null)
const customers = fc.record({
  entity: fc.constant('customer'),
  id: fc.constantFrom('shop:1', 'shop:2', 'shop:3', 'till:1', 'till:2', 'till:3'),
  row: fc.option(
    fc.record({ email: emails, phone: phones, createdAt: instants, updatedAt: instants }),
    {
      nil: undefined,
    },
  ),
})
const orders = fc.record({
  entity: fc.constant('order'),
  id: fc.constantFrom('shop:o1', 'shop:o2', 'shop:o3', 'till:o1'),
  row: fc.option(
    fc.record({
      email: emails,
      phone: phones,
      customerId: fc.constantFrom('shop:1', 'shop:4', null),
      placedAt: instants,
    }),
    { nil: undefined },
  ),
})
const change = fc.oneof(customers, orders).map(({ entity, id, row }): WrittenRow => ({
  entity,
  id,
  row: row && { connection: id.split(':')[0] ?? '', ...row },
}))

let where: StorePlace
let store: Store
beforeEach(async () => {
  where = await newStorePlace()
  store = await openStore({ store: where.address, organisation: 'nordlys' })
})
afterEach(async () => {
  await store.close()
  await where.remove()
})

function follow() {
  return followCustomers(store, { settings, signal, now: () => 5 })
}

test('records of several connections become one person with one profile', async () => {
  await writeRows(store, [
    customer('shop:1', { email: 'ida@example.com', firstName: 'Ida', createdAt: day(2) }),
    customer('stripe:cus_1', {
      email: 'IDA@example.com',
      phone: '+4520123456',
      createdAt: day(3),
    }),
    customer('till:9', { phone: '+4520123456', lastName: 'Holm', createdAt: day(4) }),
    customer('shop:2', { email: 'per@example.com', createdAt: day(1) }),
  ])
  expect(await follow()).toStrictEqual({ rows: 4, rebuilt: true })
  expect((await persons()).map(shown)).toStrictEqual(
    sorted([
      {
        id: personIdOf('customer/shop:1'),
        members: ['customer/shop:1', 'customer/stripe:cus_1', 'customer/till:9'],
        values: {
          email: 'ida@example.com',
          phone: '+4520123456',
          firstName: 'Ida',
          lastName: 'Holm',
        },
      },
      {
        id: personIdOf('customer/shop:2'),
        members: ['customer/shop:2'],
        values: { email: 'per@example.com' },
      },
    ]),
  )
})

test('a second run with nothing new does nothing', async () => {
  await writeRows(store, [customer('shop:1', { email: 'ida@example.com' })])
  await follow()
  expect(await follow()).toStrictEqual({ rows: 0, rebuilt: false })
})

test('a person is still found by the name of a record that is gone', async () => {
  await writeRows(store, [
    customer('shop:1', { email: 'ida@example.com', createdAt: day(1) }),
    customer('till:9', { email: 'ida@example.com', createdAt: day(2) }),
  ])
  await follow()
  await writeRows(store, [gone('customer', 'shop:1')])
  await follow()
  const old = personIdOf('customer/shop:1')
  const present = await store.read((dialect, org) => presentPerson(dialect, org, old))
  expect(present).toBe(personIdOf('customer/till:9'))
  expect((await persons()).map(({ id }) => id)).toStrictEqual([present])
})

test('guests are persons, and their orders say when they are no more', async () => {
  await writeRows(store, [guestOrder('shop:1', day(3)), guestOrder('shop:2', day(2))])
  await follow()
  expect((await persons()).map(({ since, profile }) => [since, values(profile)])).toStrictEqual([
    [
      Date.parse(day(2)),
      { email: 'ida@example.com', lastName: 'Holm', address: { lastName: 'Holm' } },
    ],
  ])
  await writeRows(store, [gone('order', 'shop:2')])
  await follow()
  expect((await persons()).map(({ since }) => since)).toStrictEqual([Date.parse(day(3))])
  await writeRows(store, [gone('order', 'shop:1')])
  await follow()
  expect(await persons()).toStrictEqual([])
})

test('a consent of its own counts for the person that it is of', async () => {
  await writeRows(store, [
    customer('shop:1', {
      email: 'ida@example.com',
      consents: [{ channel: 'email', state: 'granted', at: day(1) }],
    }),
    {
      entity: 'consent',
      id: 'mail:7',
      row: {
        connection: 'mail',
        email: 'ida@example.com',
        channel: 'email',
        state: 'withdrawn',
        at: day(2),
      },
    },
  ])
  await follow()
  const [person] = await persons()
  expect(person?.profile.consents.map(({ present }) => present.state)).toStrictEqual(['withdrawn'])
})

test('other rules compute everything anew', async () => {
  await writeRows(store, [
    customer('shop:1', { email: 'ida@example.com', createdAt: day(1) }),
    customer('till:9', { email: 'ida@example.com', createdAt: day(2) }),
  ])
  await follow()
  const { identity } = settings
  const rules = identity.rules.filter(({ name }) => name !== 'email')
  const other = { ...settings, identity: { ...identity, rules } }
  const again = await followCustomers(store, { settings: other, signal })
  expect(again).toStrictEqual({ rows: 2, rebuilt: true })
  expect(await persons()).toHaveLength(2)
})

test('of two who follow at the same time each change counts once', async () => {
  await writeRows(
    store,
    Array.from({ length: 600 }, (_, index) =>
      customer(`shop:${index}`, { email: `${index % 400}@example.com`, createdAt: day(1) }),
    ),
  )
  const ends = await Promise.allSettled([follow(), follow(), follow()])
  const refusals = ends.flatMap((end) =>
    end.status === 'rejected' ? [faultOf(end.reason).kind] : [],
  )
  expect(refusals.every((kind) => kind === 'conflict')).toBe(true)
  await follow()
  const before = await persons()
  await store.write((dialect, org) => rebuildConsumer(dialect, org, 'computed:customers', '', 0))
  await follow()
  expect(before.flatMap(({ members }) => members)).toHaveLength(600)
  expect(await persons()).toStrictEqual(before)
})

test('changes one after the other give the same as everything anew', async () => {
  await fc.assert(
    fc.asyncProperty(
      fc.array(fc.array(change, { maxLength: 5 }), { maxLength: 8 }),
      async (pages) => {
        for (const page of pages) {
          await writeRows(store, onePerRow(page), page.length > 3 ? 'bulk' : 'live')
          await follow()
        }
        const before = await persons()
        await store.write((dialect, org) =>
          rebuildConsumer(dialect, org, 'computed:customers', '', 0),
        )
        await follow()
        expect(await persons()).toStrictEqual(before)
      },
    ),
    // Every statement of another process takes its time.
    { numRuns: usualStoreKind() === 'postgres' ? 5 : 20 },
  )
})
function onePerRow(rows: readonly WrittenRow[]): readonly WrittenRow[] {
  return [...new Map(rows.map((row) => [`${row.entity}/${row.id}`, row])).values()]
}

function customer(id: string, row: JsonObject): WrittenRow {
  return { entity: 'customer', id, row: { connection: id.split(':')[0] ?? '', ...row } }
}

function guestOrder(id: string, placedAt: string): WrittenRow {
  const billing = { lastName: 'Holm' }
  return {
    entity: 'order',
    id,
    row: { connection: 'shop', email: 'ida@example.com', billing, placedAt },
  }
}

function gone(entity: string, id: string): WrittenRow {
  return { entity, id, row: undefined }
}

function day(number: number): string {
  return `2026-01-0${number}T00:00:00.000Z`
}

async function persons(): Promise<readonly Person[]> {
  return store.read((dialect, org) => personsAfter(dialect, org, '', 1000))
}

function values(profile: Person['profile']) {
  return Object.fromEntries(
    Object.entries(profile.properties).map(([name, { value }]) => [name, value]),
  )
}

function shown({ id, members, profile }: Person) {
  return { id, members, values: values(profile) }
}

function sorted<Item extends { readonly id: string }>(items: readonly Item[]): readonly Item[] {
  return items.toSorted((one, other) => (one.id < other.id ? -1 : 1))
}
