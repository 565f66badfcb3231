import * as fc from 'fast-check'
import { expect, test } from 'vitest'
import { defaultIdentity, type IdentitySettings } from '../../config/index.ts'
import type { BookChange } from './book.ts'
import { bookInMemory, clustersInMemory, inMemory } from './book-in-memory.ts'
import type { Cluster } from './clusters.ts'
import { pairOf, pairText, type Decision } from './decision.ts'
import type { Identifier } from './identifier.ts'
import { memberOf, type Member } from './member.ts'
import { recluster } from './recluster.ts'

const settings: IdentitySettings = {
  ...defaultIdentity,
  rules: [
    { name: 'card', match: ['card'], caseSensitive: true },
    { name: 'email', match: ['email'], caseSensitive: false },
    { name: 'phone and name', match: ['phone', 'name'], caseSensitive: false },
  ],
  neverDiffer: ['card'],
  recordsPerIdentifier: 3,
  recordsPerPerson: 5,
}

const identifiers = fc
  .record({
    card: fc.subarray(['1', '2', '3'], { maxLength: 1 }),
    email: fc.subarray(['a', 'b', 'c', 'd', 'e', 'f'], { maxLength: 2 }),
    phone: fc.subarray(['7', '8', '9'], { maxLength: 1 }),
    name: fc.subarray(['Ida', 'Per'], { maxLength: 1 }),
  })
  .map((values): readonly Identifier[] =>
    Object.entries(values).flatMap(([namespace, own]) =>
      own.map((value) => ({ namespace, value })),
    ),
  )
const ids = ['m0', 'm1', 'm2', 'm3', 'm4', 'm5', 'm6', 'm7', 'm8', 'm9', 'm10', 'm11']
const member = fc.record({ since: fc.nat(4), identifiers })
const population = fc
  .array(member, { minLength: 1, maxLength: ids.length })
  .map((all) =>
    all.map((each, index) => memberOf(ids[index] ?? '', each.since, each.identifiers, settings)),
  )
const pair = fc
  .tuple(fc.constantFrom(...ids), fc.constantFrom(...ids))
  .filter(([one, other]) => one !== other)
  .map(([one, other]) => pairOf(one, other))
const decision = fc.record({
  pair,
  says: fc.constantFrom('together' as const, 'apart' as const),
  at: fc.nat(3),
})
const decisions = fc.array(decision, { maxLength: 4 }).map(onePerPair)

test('the order in which records come does not matter', () => {
  fc.assert(
    fc.property(
      population.chain((members) =>
        fc.tuple(fc.constant(members), fc.shuffledSubarray(members, { minLength: members.length })),
      ),
      decisions,
      ([members, shuffled], said) => {
        const reversed = said.toReversed()
        expect(sorted(clustersInMemory(shuffled, reversed, settings))).toStrictEqual(
          sorted(clustersInMemory(members, said, settings)),
        )
      },
    ),
  )
})

test('records that change one after the other give the same persons as all at once', () => {
  const step = fc.oneof(
    { weight: 4, arbitrary: fc.record({ id: fc.constantFrom(...ids), member }) },
    { weight: 1, arbitrary: fc.record({ id: fc.constantFrom(...ids) }) },
    { weight: 1, arbitrary: decision },
    { weight: 1, arbitrary: fc.record({ forgotten: pair }) },
  )
  fc.assert(
    fc.property(fc.array(fc.array(step, { maxLength: 3 }), { maxLength: 14 }), (pages) => {
      const world = emptyWorld()
      for (const page of pages) {
        const change: Change = { members: new Map(), decisions: new Map() }
        for (const each of page)
          if ('id' in each)
            change.members.set(
              each.id,
              'member' in each
                ? memberOf(each.id, each.member.since, each.member.identifiers, settings)
                : undefined,
            )
          else if ('forgotten' in each) change.decisions.set(pairText(each.forgotten), undefined)
          else
            change.decisions.set(pairText(each.pair), {
              ...each.pair,
              says: each.says,
              at: each.at,
              by: 'staff',
            })
        apply(world, change)
        const members = [...world.members.values()]
        const whole = clustersInMemory(members, [...world.decisions.values()], settings)
        expect(sorted(clustersOfWorld(world))).toStrictEqual(sorted(whole))
      }
    }),
    { numRuns: 400 },
  )
})

test('nobody is together whom staff set apart, whatever the rules and other decisions say', () => {
  fc.assert(
    fc.property(population, decisions, (members, said) => {
      const personOf = personsOf(clustersInMemory(members, said, settings))
      const joined = said.filter(
        ({ left, right, says }) =>
          says === 'apart' && personOf.has(left) && personOf.get(left) === personOf.get(right),
      )
      expect(joined).toStrictEqual([])
    }),
  )
})

test('no rule gives a person two values where one person has one', () => {
  fc.assert(
    fc.property(population, (members) => {
      for (const { members: own } of clustersInMemory(members, [], settings)) {
        const cards = members.flatMap(({ id, fixed }) =>
          own.includes(id) ? (fixed.get('card') ?? []) : [],
        )
        expect(new Set(cards).size).toBeLessThanOrEqual(1)
      }
    }),
  )
})

test('a person has no more records than the limit where nobody put them together by hand', () => {
  fc.assert(
    fc.property(population, (members) => {
      for (const { members: own } of clustersInMemory(members, [], settings))
        expect(own.length).toBeLessThanOrEqual(settings.recordsPerPerson)
    }),
  )
})

test('a decision that is taken back leaves no trace', () => {
  fc.assert(
    fc.property(population, decision, (members, { pair: of, says, at }) => {
      const world = emptyWorld()
      apply(world, {
        members: new Map(members.map((each) => [each.id, each])),
        decisions: new Map(),
      })
      const before = sorted(clustersOfWorld(world))
      const said: Decision = { ...of, says, at, by: 'staff' }
      apply(world, { members: new Map(), decisions: new Map([[pairText(of), said]]) })
      apply(world, { members: new Map(), decisions: new Map([[pairText(of), undefined]]) })
      expect(sorted(clustersOfWorld(world))).toStrictEqual(before)
    }),
  )
})

test('where a record could go to two persons who may not be one, the strongest match wins', () => {
  const cardHolder = made('one', 1, { card: '1', phone: '7', name: 'Ida' })
  const other = made('two', 2, { card: '2', email: 'a' })
  const between = made('three', 3, { email: 'A', phone: '7', name: 'ida' })
  expect(
    sorted(clustersInMemory([cardHolder, other, between], [], settings)).map(
      (each) => each.members,
    ),
  ).toStrictEqual([['one'], ['two', 'three']])
})

test('an identifier that many records have joins nobody, and joins again when few are left', () => {
  const holders = ['one', 'two', 'three', 'four'].map((id, index) =>
    made(id, index, { email: 'shop' }),
  )
  expect(clustersInMemory(holders, [], settings)).toHaveLength(4)
  expect(clustersInMemory(holders.slice(1), [], settings)).toHaveLength(1)
})

test('a rule of several namespaces asks for all of them', () => {
  const members = [
    made('one', 1, { phone: '7', name: 'Ida' }),
    made('two', 2, { phone: '7', name: 'Per' }),
    made('three', 3, { phone: '7' }),
    made('four', 4, { phone: '7', name: 'IDA' }),
  ]
  const clusters = sorted(clustersInMemory(members, [], settings))
  expect(clusters.map((each) => each.members)).toStrictEqual([['one', 'four'], ['three'], ['two']])
})

test('case counts where a rule says so', () => {
  const members = [made('one', 1, { card: 'a1' }), made('two', 2, { card: 'A1' })]
  expect(clustersInMemory(members, [], { ...settings, neverDiffer: [] })).toHaveLength(2)
})

test('a chain of records that is too long is joined by the stronger rules alone', () => {
  // Six records in a chain of addresses and, in pairs, of phones.
  const chain = ['a', 'b', 'c', 'd', 'e', 'f'].map((id, index) =>
    memberOf(
      id,
      index,
      [
        { namespace: 'card', value: String(Math.floor(index / 2)) },
        { namespace: 'email', value: `${index}` },
        { namespace: 'email', value: `${index + 1}` },
      ],
      { ...settings, neverDiffer: [] },
    ),
  )
  const clusters = sorted(clustersInMemory(chain, [], settings))
  expect(clusters.map((each) => each.members)).toStrictEqual([
    ['a', 'b'],
    ['c', 'd'],
    ['e', 'f'],
  ])
})

interface Saying {
  readonly pair: ReturnType<typeof pairOf>
  readonly says: Decision['says']
  readonly at: number
}

function onePerPair(sayings: readonly Saying[]): readonly Decision[] {
  const byPair = new Map<string, Decision>()
  for (const { pair: of, says, at } of sayings)
    byPair.set(pairText(of), { ...of, says, at, by: 'staff' })
  return [...byPair.values()]
}

function made(id: string, since: number, values: Readonly<Record<string, string>>): Member {
  const own = Object.entries(values).map(([namespace, value]) => ({ namespace, value }))
  return memberOf(id, since, own, settings)
}

function sorted(clusters: readonly Cluster[]): readonly Cluster[] {
  return clusters.toSorted((one, other) =>
    (one.members[0] ?? '') < (other.members[0] ?? '') ? -1 : 1,
  )
}

function personsOf(clusters: readonly Cluster[]): ReadonlyMap<string, string> {
  return new Map(clusters.flatMap(({ person, members }) => members.map((id) => [id, person])))
}

interface Change extends BookChange {
  readonly members: Map<string, Member | undefined>
  readonly decisions: Map<string, Decision | undefined>
}

/** What a store would hold: the members, the decisions, and who is who. */
interface World {
  readonly members: Map<string, Member>
  readonly decisions: Map<string, Decision>
  readonly clusters: Map<string, Cluster>
}

function emptyWorld(): World {
  return { members: new Map(), decisions: new Map(), clusters: new Map() }
}

function apply(world: World, change: Change): void {
  const book = bookInMemory(world.members.values(), [...world.decisions.values()])
  const clusters = inMemory(recluster(book, change, settings))
  for (const [id, each] of change.members)
    if (each === undefined) {
      world.members.delete(id)
      world.clusters.delete(id)
    } else world.members.set(id, each)
  for (const [text, said] of change.decisions)
    if (said === undefined) world.decisions.delete(text)
    else world.decisions.set(text, said)
  for (const cluster of clusters) for (const id of cluster.members) world.clusters.set(id, cluster)
}

/** What every member was told last, put together as a store would: no cluster may be known in part only. */
function clustersOfWorld({ clusters }: World): readonly Cluster[] {
  const told = new Map<string, Cluster>()
  for (const [id, { person }] of clusters) {
    const members = told.get(person)?.members ?? []
    told.set(person, { person, members: [...members, id] })
  }
  const age = new Map(
    [...clusters.values()].flatMap(({ members }) => members.map((id, at) => [id, at])),
  )
  return [...told.values()].map(({ person, members }) => ({
    person,
    members: members.toSorted((one, other) => (age.get(one) ?? 0) - (age.get(other) ?? 0)),
  }))
}
