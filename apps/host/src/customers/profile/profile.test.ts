import type { Json, JsonObject } from '@cartograph/core'
import * as fc from 'fast-check'
import { expect, test } from 'vitest'
import { defaultProperties, type PropertySettings } from '../../config/index.ts'
import { contributionOf, type Contribution } from './contribution.ts'
import { profileOf } from './profile.ts'

const tier = {
  label: 'Tier',
  type: 'string',
  path: ['extra', 'tier'],
  policy: 'priority',
  values: ['gold', 'silver'],
} as const
const settings: PropertySettings = {
  base: new Map([
    ['firstName', 'longest'],
    ['lastName', 'newest'],
    ['company', 'first'],
    ['language', 'priority'],
    ['tags', 'union'],
  ]),
  extended: new Map([['tier', tier]]),
  priority: ['till', 'shop'],
}

function made(
  connection: string,
  row: JsonObject,
  options: { readonly since?: number; readonly id?: string } = {},
): Contribution {
  return contributionOf(
    {
      member: options.id ?? `customer/${connection}:1`,
      entity: 'customer',
      row: { connection, ...row },
      identifiers: [],
      since: options.since,
    },
    settings,
  )
}

const older = { updatedAt: '2026-01-01T00:00:00.000Z' }
const newer = { updatedAt: '2026-02-01T00:00:00.000Z' }

function values(contributions: readonly Contribution[]): Readonly<Record<string, Json>> {
  const { properties, extended } = profileOf(contributions, settings)
  return Object.fromEntries(
    Object.entries({ ...properties, ...extended }).map(([name, { value }]) => [name, value]),
  )
}

test('each property is chosen by its own policy', () => {
  const shop = made(
    'shop',
    { ...newer, firstName: 'Ida', lastName: 'Holm', company: 'New', language: 'da' },
    { since: 2 },
  )
  const till = made(
    'till',
    { ...older, firstName: 'Ida Marie', lastName: 'Lund', company: 'Old', language: 'en' },
    { since: 1 },
  )
  expect(values([shop, till])).toStrictEqual({
    firstName: 'Ida Marie',
    lastName: 'Holm',
    company: 'Old',
    language: 'en',
  })
})

test('lists are united, and each element is there once', () => {
  const all = [made('shop', { tags: ['vip', 'b'] }), made('till', { tags: ['a', 'vip'] })]
  expect(values(all)).toStrictEqual({ tags: ['a', 'b', 'vip'] })
})

test('a value tells which record it is of, and what others say', () => {
  const shop = made('shop', { ...newer, lastName: 'Holm' })
  const till = made('till', { ...older, lastName: 'Lund' })
  const same = made('payments', { ...older, lastName: 'Holm' })
  expect(profileOf([till, same, shop], settings).properties['lastName']).toStrictEqual({
    value: 'Holm',
    member: 'customer/shop:1',
    connection: 'shop',
    at: Date.UTC(2026, 1, 1),
    others: [
      {
        value: 'Lund',
        member: 'customer/till:1',
        connection: 'till',
        at: Date.UTC(2026, 0, 1),
      },
    ],
  })
})

test('empty text and an unknown gender are no values', () => {
  const wide = { ...settings, base: defaultProperties.base }
  const empty = made('shop', { ...newer, lastName: '', gender: 'unknown', tags: [] })
  expect(profileOf([empty], wide).properties).toStrictEqual({})
})

test('a property that is switched off is not in the profile', () => {
  expect(values([made('shop', { birthDate: '1980-02-29', lastName: 'Holm' })])).toStrictEqual({
    lastName: 'Holm',
  })
})

test('a value outside the description of its property is a finding, and the next best is taken', () => {
  const till = made('till', { extra: { tier: 'platinum' } })
  const shop = made('shop', { extra: { tier: 'gold' } })
  const profile = profileOf([till, shop], settings)
  expect(profile.extended['tier']?.value).toBe('gold')
  expect(profile.findings).toStrictEqual([
    {
      property: 'tier',
      member: 'customer/till:1',
      value: 'platinum',
      problem: 'expected one of gold, silver',
    },
  ])
})

test('who bought without an account has the name and the address that they pay by', () => {
  const contact = contributionOf(
    {
      member: 'contact/shop:x',
      entity: 'order',
      row: {
        connection: 'shop',
        email: 'Ida@Example.com',
        phone: '20 12 34 56',
        billing: { firstName: 'Ida', lastName: 'Holm', city: 'Aarhus' },
        placedAt: '2026-01-01T00:00:00.000Z',
      },
      identifiers: [{ namespace: 'phone', value: '+4520123456' }],
      since: 5,
    },
    settings,
  )
  expect(Object.fromEntries(contact.values)).toStrictEqual({
    email: 'ida@example.com',
    phone: '+4520123456',
    firstName: 'Ida',
    lastName: 'Holm',
    address: { firstName: 'Ida', lastName: 'Holm', city: 'Aarhus' },
  })
})

test('the order of records does not matter, equal instants or not', () => {
  const text = fc.option(fc.constantFrom('a', 'bb', 'cc', ''), { nil: null })
  const instant = fc.constantFrom(older, newer, {})
  const record = fc
    .record({
      connection: fc.constantFrom('shop', 'till', 'payments'),
      instant,
      firstName: text,
      lastName: text,
      company: text,
      language: text,
      tags: fc.array(fc.constantFrom('x', 'y', 'z')),
      tier: fc.constantFrom('gold', 'silver', 'lead', 7),
      since: fc.option(fc.nat(2), { nil: undefined }),
    })
    .map(({ connection, instant: when, tier: level, since, ...row }) => ({
      connection,
      since,
      row: { ...row, ...when, extra: { tier: level } },
    }))
  fc.assert(
    fc.property(
      fc
        .array(record, { maxLength: 6 })
        .map((records) =>
          records.map(({ connection, row, since }, index) =>
            made(connection, row, { id: `m${index}`, ...(since !== undefined && { since }) }),
          ),
        )
        .chain((all) =>
          fc.tuple(fc.constant(all), fc.shuffledSubarray(all, { minLength: all.length })),
        ),
      ([all, shuffled]) => {
        expect(profileOf(shuffled, settings)).toStrictEqual(profileOf(all, settings))
      },
    ),
  )
})
