import { faultOf } from '@cartograph/core'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { defaultCustomers, type CustomerSettings } from '../../config/index.ts'
import { rowsAfter } from '../../store/index.ts'
import { personIdOf } from '../identity/member.ts'
import { seenPersons } from '../reading/seen-person.ts'
import { writeRows } from '../testing/commerce-rows.ts'
import { handScene, valuesOf, type HandScene } from '../testing/hand-scene.ts'
import { eventsWish } from '../../wishes/index.ts'
import { writeConsents } from './write-consents.ts'
import { createCustomer } from './write-customer.ts'
import { writeEvents } from './write-events.ts'

const settings: CustomerSettings = {
  ...defaultCustomers,
  identity: {
    ...defaultCustomers.identity,
    identifiers: [
      { namespace: 'memberNumber', entity: 'customer', path: ['extra', 'memberNumber'] },
    ],
  },
  nodes: new Map([
    [
      'denmark',
      { id: 'denmark', name: 'Denmark', kind: 'entry', country: 'DK', connections: ['shop'] },
    ],
    ['sweden', { id: 'sweden', name: 'Sweden', kind: 'entry', connections: ['butik'] }],
    [
      'nordic',
      { id: 'nordic', name: 'Nordic', kind: 'view', of: ['denmark', 'sweden'], priority: 'order' },
    ],
  ]),
}
const ida = personIdOf('customer/shop:1')

let hand: HandScene
beforeEach(async () => {
  hand = await handScene(settings)
  await writeRows(hand.store, [
    {
      entity: 'customer',
      id: 'shop:1',
      row: {
        connection: 'shop',
        email: 'ida@example.com',
        createdAt: '2026-01-01T00:00:00.000Z',
        extra: { memberNumber: 'M1' },
      },
    },
  ])
  await hand.follow()
})
afterEach(() => hand.close())

const write = (customer: Readonly<Record<string, string>>, key = 'a', node?: string) =>
  writeEvents(
    hand.scene,
    eventsWish.parse({ events: [{ type: 'store.visited', customer, properties: { shelf: 3 } }] }),
    { key, node },
  )

async function events() {
  const rows = await hand.store.read((dialect, org) => rowsAfter(dialect, org, 'event', '', 10))
  return rows.map(({ data }) => JSON.parse(data) as Readonly<Record<string, unknown>>)
}

test('an event of an unknown address is of a new person', async () => {
  const { events: ids } = await write({ email: ' New@Example.com' })
  expect(await events()).toStrictEqual([
    {
      id: `cartograph:${ids[0]}`,
      connection: 'cartograph',
      type: 'store.visited',
      at: '2026-11-01T10:00:00.000Z',
      email: 'new@example.com',
      properties: { shelf: 3 },
    },
  ])
  expect((await hand.persons()).map(valuesOf)).toContainEqual({ email: 'new@example.com' })
})

test.each([
  ['the name of a person', { person: ida }],
  ['an identifier of the organisation', { memberNumber: 'm1' }],
  ['an address', { email: 'IDA@example.com' }],
])('an event by %s is of the person who is known', async (_what, customer) => {
  await write(customer)
  const persons = await hand.persons()
  expect(persons.map(({ id }) => id)).toStrictEqual([ida])
  expect(persons[0]?.members).toHaveLength(2)
})

test('an event that is sent twice is there once', async () => {
  const [first, second] = [
    await write({ email: 'ida@example.com' }),
    await write({ email: 'ida@example.com' }),
  ]
  expect(second).toStrictEqual(first)
  expect(await events()).toHaveLength(1)
})

test.each([
  [
    {},
    'record',
    'It cannot be told whose event 1 is: expected `person`, `email`, `phone` or an identifier of yours.',
  ],
  [
    { email: 'nobody' },
    'record',
    'It cannot be told whose event 1 is: expected an e-mail address.',
  ],
  [
    { phone: '20 12 34 56' },
    'record',
    'It cannot be told whose event 1 is: expected a number with its country, such as +45 20 12 34 56.',
  ],
  [
    { memberNumber: 'M2' },
    'notFound',
    'Nobody has this memberNumber, or more than one person has.',
  ],
  [{ person: 'nobody' }, 'notFound', 'There is no such person.'],
])('an event of %j is refused', async (customer, kind, message) => {
  const found = await write(customer as Record<string, string>).catch((error: unknown) =>
    faultOf(error),
  )
  expect(found).toMatchObject({ kind, message })
  expect(await events()).toStrictEqual([])
})

test('a number takes the country of the node that it is written for', async () => {
  await write({ phone: '20 12 34 56' }, 'a', 'denmark')
  expect((await events()).map(({ phone }) => phone)).toStrictEqual(['+4520123456'])
})

test('what is written for a node is seen by it and no other', async () => {
  const { person } = await createCustomer(
    hand.scene,
    { properties: { email: 'per@example.com' }, tags: [], consents: [] },
    { key: 'a', node: 'denmark' },
  )
  const seen = (node: string) =>
    hand.store.read((dialect, org) => seenPersons(dialect, org, [person], [node], settings))
  expect((await seen('denmark')).map(({ id }) => id)).toStrictEqual([person])
  expect((await seen('nordic')).map(({ id }) => id)).toStrictEqual([person])
  expect(await seen('sweden')).toStrictEqual([])
})

test('nothing is written for a node that only merges others', async () => {
  const found = await write({ email: 'ida@example.com' }, 'a', 'nordic').catch((error: unknown) =>
    faultOf(error),
  )
  expect(found).toMatchObject({
    kind: 'config',
    message: 'The node nordic merges others and has no customers of its own.',
  })
})

test('a consent counts for the person, with its source, its words and its instant', async () => {
  const consents = [
    {
      channel: 'email',
      state: 'granted',
      at: '2026-10-01T12:00:00+02:00',
      source: 'fair',
      wording: 'News',
    },
  ] as const
  await writeConsents(hand.scene, ida, { consents }, { key: 'a' })
  const person = await hand.person(ida)
  expect(person?.profile.consents).toMatchObject([
    {
      channel: 'email',
      purpose: 'marketing',
      present: {
        state: 'granted',
        at: Date.parse('2026-10-01T10:00:00Z'),
        source: 'fair',
        wording: 'News',
      },
    },
  ])
  const rows = await hand.store.read((dialect, org) => rowsAfter(dialect, org, 'consent', '', 10))
  expect(rows.map(({ data }) => (JSON.parse(data) as { email: string }).email)).toStrictEqual([
    'ida@example.com',
  ])
})

test('a consent of an instant that is yet to come is refused', async () => {
  const consents = [{ channel: 'email', state: 'granted', at: '2026-12-01T00:00:00Z' }] as const
  const found = await writeConsents(hand.scene, ida, { consents }, { key: 'a' }).catch(
    (error: unknown) => faultOf(error),
  )
  expect(found).toMatchObject({
    kind: 'record',
    message: 'A consent cannot have been given at an instant that is yet to come.',
  })
})
