import * as fc from 'fast-check'
import { expect, test } from 'vitest'
import { defaultProperties, type CustomerNode } from '../../config/index.ts'
import { contributionOf, type Contribution } from '../profile/contribution.ts'
import { connectionsOf } from './node.ts'
import { profileAt } from './node-profile.ts'

function entry(id: string, connections: readonly string[]): CustomerNode {
  return { kind: 'entry', id, name: id, connections }
}

function view(id: string, of: readonly string[], priority: 'order' | 'time'): CustomerNode {
  return { kind: 'view', id, name: id, of, priority }
}

function nodes(...all: readonly CustomerNode[]): ReadonlyMap<string, CustomerNode> {
  return new Map(all.map((node) => [node.id, node]))
}

const denmark = entry('denmark', ['shop', 'till'])
const sweden = entry('sweden', ['butik'])
const norway = entry('norway', ['nettbutikk'])

function record(
  connection: string,
  month: number,
  row: Readonly<Record<string, string | readonly string[]>>,
): Contribution {
  const updatedAt = `2026-${String(month).padStart(2, '0')}-01T00:00:00.000Z`
  return contributionOf(
    {
      member: `customer/${connection}:1`,
      entity: 'customer',
      row: { connection, updatedAt, ...row },
      identifiers: [],
      since: month,
    },
    defaultProperties,
  )
}

const records = [
  record('shop', 1, { lastName: 'Holm', tags: ['a'] }),
  record('till', 2, { lastName: 'Lund', firstName: 'Ida' }),
  record('butik', 3, { lastName: 'Berg', company: 'Nordlys', tags: ['b'] }),
]

function seen(id: string, tree: ReadonlyMap<string, CustomerNode>, from = records) {
  const profile = profileAt(tree, id, from, defaultProperties)
  return (
    profile &&
    Object.fromEntries(Object.entries(profile.properties).map(([name, { value }]) => [name, value]))
  )
}

test('a node sees what its own connections know, and nothing else', () => {
  const tree = nodes(denmark, sweden)
  expect(seen('sweden', tree)).toStrictEqual({ lastName: 'Berg', company: 'Nordlys', tags: ['b'] })
  expect(seen('denmark', tree)).toStrictEqual({ lastName: 'Lund', firstName: 'Ida', tags: ['a'] })
})

test('a person of whom a node has no record does not exist there', () => {
  expect(seen('norway', nodes(denmark, norway))).toBeUndefined()
})

test('by order, the first node that has a value wins', () => {
  const tree = nodes(denmark, sweden, view('all', ['denmark', 'sweden'], 'order'))
  expect(seen('all', tree)).toStrictEqual({
    lastName: 'Lund',
    firstName: 'Ida',
    company: 'Nordlys',
    tags: ['a', 'b'],
  })
})

test('by time, the newest value of all nodes wins', () => {
  const tree = nodes(denmark, sweden, view('all', ['denmark', 'sweden'], 'time'))
  expect(seen('all', tree)?.['lastName']).toBe('Berg')
})

test('a tree of views decides from its leaves up', () => {
  const inner = view('inner', ['sweden', 'norway'], 'time')
  const tree = nodes(denmark, sweden, norway, inner, view('all', ['inner', 'denmark'], 'order'))
  const newest = record('nettbutikk', 9, { lastName: 'Dahl' })
  expect(seen('all', tree, [...records, newest])?.['lastName']).toBe('Dahl')
  expect(seen('all', tree)?.['lastName']).toBe('Berg')
  expect(connectionsOf(tree, 'all')).toStrictEqual([
    'butik',
    'cartograph-sweden',
    'nettbutikk',
    'cartograph-norway',
    'shop',
    'till',
    'cartograph-denmark',
  ])
})

test('what other nodes say is told, each value once', () => {
  const tree = nodes(denmark, sweden, view('all', ['sweden', 'denmark'], 'order'))
  const profile = profileAt(tree, 'all', records, defaultProperties)
  expect(profile?.properties['lastName']?.others.map(({ value }) => value)).toStrictEqual([
    'Lund',
    'Holm',
  ])
})

test('the order of records does not matter at any node', () => {
  const inner = view('inner', ['sweden', 'norway'], 'time')
  const tree = nodes(denmark, sweden, norway, inner, view('all', ['denmark', 'inner'], 'time'))
  const some = fc
    .array(
      fc.record({
        connection: fc.constantFrom('shop', 'till', 'butik', 'nettbutikk'),
        month: fc.integer({ min: 1, max: 3 }),
        lastName: fc.constantFrom('Holm', 'Lund', 'Berg'),
      }),
      { maxLength: 6 },
    )
    .map((all) =>
      all.map(({ connection, month, lastName }, index) => ({
        ...record(connection, month, { lastName }),
        member: `m${index}`,
      })),
    )
    .chain((all) => fc.tuple(fc.constant(all), fc.shuffledSubarray(all, { minLength: all.length })))
  fc.assert(
    fc.property(some, fc.constantFrom(...tree.keys()), ([all, shuffled], node) => {
      expect(profileAt(tree, node, shuffled, defaultProperties)).toStrictEqual(
        profileAt(tree, node, all, defaultProperties),
      )
    }),
  )
})
