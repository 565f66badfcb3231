import { twoFactor } from 'better-auth/plugins/two-factor'
import * as fc from 'fast-check'
import { expect, test } from 'vitest'
import { authAdapter } from './auth-adapter.ts'
import { peopleWorld } from './testing/people-world.ts'

async function adapter() {
  const { store } = await peopleWorld()
  return authAdapter(store)({ plugins: [twoFactor()] })
}

type Code = Readonly<Record<'id' | 'identifier' | 'value', string>> & { readonly expiresAt: Date }

async function withCodes(...names: readonly string[]) {
  const database = await adapter()
  for (const [at, name] of names.entries())
    await database.create({
      model: 'verification',
      data: { identifier: name, value: String(at), expiresAt: new Date(1000 * at) },
    })
  return database
}

const named = (value: string) => ({
  model: 'verification',
  where: [{ field: 'identifier', value }],
})

test('what is written is found as it was, instants among it', async () => {
  const database = await withCodes('a', 'b')
  const found = await database.findOne<Code>(named('b'))
  expect([found?.value, found?.expiresAt]).toStrictEqual(['1', new Date(1000)])
})

test('every comparison that may be asked for selects the rows that it says', async () => {
  const database = await withCodes('a', 'b', 'c', 'd')
  const find = async (operator: 'lt' | 'lte' | 'gt' | 'gte' | 'ne' | 'eq', value: Date) => {
    const where = [{ field: 'expiresAt', operator, value }]
    const sortBy = { field: 'expiresAt', direction: 'asc' } as const
    const rows = await database.findMany<Code>({ model: 'verification', where, sortBy })
    return rows.map(({ identifier }) => identifier).join('')
  }
  const at = new Date(2000)
  expect([
    await find('lt', at),
    await find('lte', at),
    await find('gt', at),
    await find('gte', at),
    await find('ne', at),
    await find('eq', at),
  ]).toStrictEqual(['ab', 'abc', 'd', 'cd', 'abd', 'c'])
})

test('conditions that are joined by or are one condition among the others', async () => {
  const database = await withCodes('a', 'b', 'c')
  const where = [
    { field: 'expiresAt', operator: 'gt', value: new Date(0) },
    { field: 'identifier', value: 'a', connector: 'OR' },
    { field: 'identifier', value: 'b', connector: 'OR' },
  ] as const
  expect(await database.count({ model: 'verification', where: [...where] })).toBe(1)
})

test('lists are compared with lists, and an empty one with nothing', async () => {
  const database = await withCodes('a', 'b', 'c')
  const count = (operator: 'in' | 'not_in', value: string[]) =>
    database.count({
      model: 'verification',
      where: [{ field: 'identifier', operator, value }],
    })
  expect([
    await count('in', ['a', 'c', 'x']),
    await count('in', []),
    await count('not_in', ['a']),
    await count('not_in', []),
  ]).toStrictEqual([2, 0, 2, 3])
})

test('of many who take a code at once, one gets it', async () => {
  const database = await withCodes('a', 'a')
  const taken = await Promise.all(
    Array.from({ length: 6 }, () => database.consumeOne<Code>(named('a'))),
  )
  const values = taken.flatMap((each) => each?.value ?? [])
  expect(values.toSorted()).toStrictEqual(['0', '1'])
})

test('what is counted up at once is counted once for each, as long as its guard holds', async () => {
  const database = await adapter()
  const data = { secret: 's', backupCodes: 'b', userId: 'u', verified: true }
  await database.create({ model: 'twoFactor', data: { ...data, failedVerificationCount: 0 } })
  const add = () =>
    database.incrementOne({
      model: 'twoFactor',
      where: [
        { field: 'userId', value: 'u' },
        { field: 'failedVerificationCount', operator: 'lt', value: 3 },
      ],
      increment: { failedVerificationCount: 1 },
    })
  const added = await Promise.all(Array.from({ length: 6 }, add))
  expect(added.filter((each) => each !== null)).toHaveLength(3)
})

test('any text is kept as it is, and never read as a part of the question', async () => {
  const database = await adapter()
  await fc.assert(
    fc.asyncProperty(
      fc.string({ unit: 'binary', minLength: 1 }).filter((text) => !text.includes('\u0000')),
      async (text) => {
        const before = await database.deleteMany({ model: 'verification', where: [] })
        await database.create({
          model: 'verification',
          data: { identifier: text, value: text, expiresAt: new Date(0) },
        })
        const found = await database.findOne<Code>(named(text))
        expect([found?.value, before < 2]).toStrictEqual([text, true])
      },
    ),
    { numRuns: 25 },
  )
})
