import { faultOf } from '@cartograph/core'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { defaultCustomers, type CustomerSettings } from '../../config/index.ts'
import { auditRows, countRecords } from '../../store/index.ts'
import { personIdOf } from '../identity/member.ts'
import { forgetDecisions, mergePersons } from '../persons/decide.ts'
import { writeRows } from '../testing/commerce-rows.ts'
import { handScene, valuesOf, type HandScene } from '../testing/hand-scene.ts'
import { createCustomer, editCustomer, tagCustomer } from './write-customer.ts'
import { createWish } from '../../wishes/index.ts'

const settings: CustomerSettings = {
  ...defaultCustomers,
  properties: {
    ...defaultCustomers.properties,
    extended: new Map([
      [
        'tier',
        {
          label: 'Tier',
          type: 'string',
          path: ['extra', 'tier'],
          policy: 'newest',
          values: ['gold', 'silver'],
        },
      ],
    ]),
  },
}
const shopIda = {
  entity: 'customer',
  id: 'shop:1',
  row: {
    connection: 'shop',
    email: 'ida@example.com',
    firstName: 'Ida',
    company: 'Holm',
    tags: ['vip', 'shop'],
    createdAt: '2026-01-01T00:00:00.000Z',
    updatedAt: '2026-01-02T00:00:00.000Z',
  },
}
const ida = personIdOf('customer/shop:1')

let hand: HandScene
beforeEach(async () => {
  hand = await handScene(settings)
})
afterEach(() => hand.close())

const once = (key: string) => ({ key })
const create = (wish: unknown, key = 'create') =>
  createCustomer(hand.scene, createWish.parse(wish), once(key))
const edit = (properties: Record<string, string | null>, key: string) =>
  editCustomer(hand.scene, ida, { properties }, once(key))

async function shop(row: Readonly<Record<string, unknown>> = {}) {
  await writeRows(hand.store, [
    { ...shopIda, row: { ...shopIda.row, ...(row as Record<string, string>) } },
  ])
  await hand.follow()
}

async function refusal(work: Promise<unknown>) {
  const { kind, message } = await work.then(
    () => ({ kind: 'none', message: '' }),
    (error: unknown) => faultOf(error),
  )
  return [kind, message]
}

test('a customer is made, with what fits in its normal form', async () => {
  const written = await create({
    properties: {
      email: ' Per@Example.com',
      phone: '+45 20 12 34 56',
      lastName: 'Lund',
      tier: 'gold',
    },
    tags: ['walk-in'],
    consents: [{ channel: 'email', state: 'granted', source: 'till', wording: 'News by e-mail' }],
  })
  const person = await hand.person(written.person)
  expect(valuesOf(person)).toStrictEqual({
    email: 'per@example.com',
    phone: '+4520123456',
    lastName: 'Lund',
    tags: ['walk-in'],
    tier: 'gold',
  })
  expect(person?.members).toStrictEqual([`customer/${written.record}`])
  expect(person?.profile.consents.map(({ present }) => present)).toStrictEqual([
    {
      channel: 'email',
      purpose: 'marketing',
      state: 'granted',
      at: Date.parse('2026-11-01T10:00:00Z'),
      member: `customer/${written.record}`,
      connection: 'cartograph',
      source: 'till',
      wording: 'News by e-mail',
    },
  ])
})

test('who is made twice with one key is one, and is given the same answer', async () => {
  const wish = { properties: { email: 'per@example.com' } }
  const [first, second] = await Promise.all([create(wish), create(wish)])
  expect(second).toStrictEqual(first)
  expect(await hand.persons()).toHaveLength(1)
})

test('a key that comes with another wish is refused', async () => {
  await create({ properties: { email: 'per@example.com' } })
  expect(await refusal(create({ properties: { email: 'other@example.com' } }))).toStrictEqual([
    'conflict',
    'This idempotency key was used for another wish.',
  ])
})

test('a customer whose address is known already is the same person', async () => {
  await shop()
  const { person } = await create({ properties: { email: 'ida@example.com', lastName: 'Holm' } })
  const found = await hand.person(person)
  expect([found?.id, valuesOf(found)['lastName']]).toStrictEqual([ida, 'Holm'])
})

test.each([
  [{ email: 'nobody' }, 'The property email cannot be written so: expected an e-mail address.'],
  [
    { phone: '20 12 34 56' },
    'The property phone cannot be written so: expected a number with its country, such as +45 20 12 34 56.',
  ],
  [{ tier: 'bronze' }, 'The property tier cannot be written so: expected one of gold, silver.'],
  [
    { birthDate: '1980-02-30' },
    'The property birthDate cannot be written so: expected a day such as 1980-02-29.',
  ],
  [{ firstname: 'Ida' }, 'There is no property firstname; did you mean firstName?'],
  [
    { tags: ['vip'] },
    'The property tags cannot be written so: tags are added and removed one by one, not set.',
  ],
])('%j is refused', async (properties, message) => {
  expect(await refusal(create({ properties }))).toStrictEqual(['record', message])
})

test('a number without a country takes that of the address', async () => {
  const { person } = await create({
    properties: { phone: '20 12 34 56', address: { country: 'DK' } },
  })
  expect(valuesOf(await hand.person(person))['phone']).toBe('+4520123456')
})

test('an edit counts for the property that was edited, and what is taken back is the vendor’s again', async () => {
  await shop()
  const written = await edit({ firstName: 'Ide', company: null }, 'a')
  expect(written.person).toBe(ida)
  expect(valuesOf(await hand.person(ida))).toMatchObject({ firstName: 'Ide', company: 'Holm' })
  await edit({ firstName: null }, 'b')
  expect(valuesOf(await hand.person(ida))['firstName']).toBe('Ida')
})

test('a vendor’s later change of a property is not undone by an edit of another', async () => {
  await shop()
  await edit({ firstName: 'Ide' }, 'a')
  hand.at += 86_400_000
  await shop({ firstName: 'Ida Marie', updatedAt: '2026-11-02T09:00:00.000Z' })
  hand.at += 86_400_000
  await edit({ company: 'Holm ApS' }, 'b')
  expect(valuesOf(await hand.person(ida))).toMatchObject({
    firstName: 'Ida Marie',
    company: 'Holm ApS',
  })
})

test('edits at the same time are all kept', async () => {
  await shop()
  await Promise.all([
    edit({ firstName: 'Ide' }, 'a'),
    edit({ lastName: 'Lund' }, 'b'),
    edit({ company: 'Lund ApS' }, 'c'),
  ])
  expect(valuesOf(await hand.person(ida))).toMatchObject({
    firstName: 'Ide',
    lastName: 'Lund',
    company: 'Lund ApS',
  })
  const place = { connection: 'cartograph', stream: 'customers' }
  const records = await hand.store.read((dialect, org) => countRecords(dialect, org, place))
  expect(records.live).toBe(1)
})

test('tags are added, and taken away also where a vendor has them', async () => {
  await shop()
  await tagCustomer(hand.scene, ida, { add: ['walk-in'], remove: ['vip'] }, once('a'))
  expect(valuesOf(await hand.person(ida))['tags']).toStrictEqual(['shop', 'walk-in'])
  await tagCustomer(hand.scene, ida, { add: ['vip'], remove: [] }, once('b'))
  expect(valuesOf(await hand.person(ida))['tags']).toStrictEqual(['shop', 'vip', 'walk-in'])
})

test('what was edited stays with the person when a merge is undone', async () => {
  await shop()
  const { person: per } = await create({ properties: { email: 'per@example.com' } })
  await edit({ firstName: 'Ide' }, 'a')
  await mergePersons(hand.store, [ida, per], { settings, by: { kind: 'command' } })
  expect(await hand.persons()).toHaveLength(1)
  expect(await forgetDecisions(hand.store, ida, { settings, by: { kind: 'command' } })).toBe(1)
  expect(valuesOf(await hand.person(ida))['firstName']).toBe('Ide')
  expect(await hand.persons()).toHaveLength(2)
})

test('nobody can be edited who is not there', async () => {
  expect(await refusal(edit({ firstName: 'Ide' }, 'a'))).toStrictEqual([
    'notFound',
    'There is no such person.',
  ])
})

test('the audit log tells once what was written, of whom and by whom, and not what', async () => {
  const by = { kind: 'token', id: 't1', name: 'desk' } as const
  const wish = createWish.parse({ properties: { email: 'per@example.com' } })
  const { person } = await createCustomer(hand.scene, wish, { key: 'a', by })
  await createCustomer(hand.scene, wish, { key: 'a', by })
  const rows = await hand.store.read((dialect, org) => auditRows(dialect, org, { limit: 10 }))
  expect(rows.map(({ action, target, actorName }) => [action, target, actorName])).toStrictEqual([
    ['customer.create', person, 'desk'],
  ])
  expect(JSON.stringify(rows)).not.toContain('per@')
})
