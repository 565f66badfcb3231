import * as fc from 'fast-check'
import { expect, test } from 'vitest'
import type { Mapping } from '../v1/index.ts'
import { compileMapping } from './compile.ts'

const sides = {
  from: { connector: 'file', stream: 'lines' },
  to: { connector: 'mail', sink: 'members' },
} as const

const grouped: Mapping = {
  id: 'grouped',
  ...sides,
  when: { $not: { $startsWith: ['$.invoice', 'C'] } },
  group: { by: ['$.invoice'], order: ['$.at'] },
  fields: {
    id: '$.invoice',
    at: '$.at',
    same: { $equals: ['$', '$row'] },
    first: '$rows[0].sku',
    skus: { $each: '$rows', as: '$.sku' },
    total: {
      $money: { $sum: { $each: '$rows', as: { $multiply: ['$.quantity', '$.price'] } } },
      currency: 'GBP',
    },
  },
}

const line = (sku: string, at: string, more: object = {}) => ({
  invoice: '7',
  sku,
  at,
  quantity: '1',
  price: '0.335',
  ...more,
})

test('a group makes one item in its order, rounded once, and $ is its first row', async () => {
  const { map } = await compileMapping(grouped)
  const rows = [line('c', '2'), line('a', '1'), line('b', '1')]
  expect(map(rows).items).toStrictEqual([
    { id: '7', at: '1', same: true, first: 'a', skus: ['a', 'b', 'c'], total: 101 },
  ])
})

test('the key of a group is that of the values of `by`, and a row kept out has none', async () => {
  const { groupKey } = await compileMapping({ ...grouped, group: { by: ['$.invoice', '$.at'] } })
  expect(groupKey?.(line('a', '1'))).toBe('["7","1"]')
  expect(groupKey?.(line('a', '1', { invoice: 7 }))).not.toBe(groupKey?.(line('a', '1')))
  expect(groupKey?.(line('a', '1', { invoice: 'C7' }))).toBeUndefined()
})

test('null and empty text are groups, what is missing is a record fault', async () => {
  const { groupKey } = await compileMapping(grouped)
  expect(groupKey?.({ invoice: null })).toBe('[null]')
  expect(groupKey?.({ invoice: '' })).toBe('[""]')
  expect(() => groupKey?.({ at: '1' })).toThrow(/value 1 of the group is missing/)
})

test('rows that are equal in order stay as they came', async () => {
  const { map } = await compileMapping(grouped)
  fc.assert(
    fc.property(fc.array(fc.nat(3), { minLength: 1, maxLength: 40 }), (times) => {
      const rows = times.map((time, index) => line(String(index), String(time)))
      const expected = rows
        .map((row, index) => ({ row, index }))
        .toSorted(
          (one, other) => Number(one.row.at) - Number(other.row.at) || one.index - other.index,
        )
      expect(map(rows).items[0]?.['skus']).toStrictEqual(expected.map(({ row }) => row.sku))
    }),
  )
})

test('`when` is judged row by row in a group too', async () => {
  const { map } = await compileMapping({ ...grouped, when: { $greater: ['$.at', '1'] } })
  expect(map([line('a', '1'), line('b', '2')]).items).toMatchObject([{ skus: ['b'] }])
  expect(map([line('a', '1')]).items).toStrictEqual([])
})

test('`each` makes many of one, with $ the element and $row the row', async () => {
  const { map } = await compileMapping({
    id: 'each',
    ...sides,
    each: '$.lines',
    when: { $equals: ['$.status', 'paid'] },
    fields: { order: '$row.id', sku: '$.sku' },
  })
  const row = { id: 1, status: 'paid', lines: [{ sku: 'a' }, {}] }
  expect(map([row]).items).toStrictEqual([{ order: 1, sku: 'a' }, { order: 1 }])
  expect(map([{ ...row, status: 'draft' }]).items).toStrictEqual([])
  expect(map([{ ...row, lines: null }, { status: 'paid' }]).items).toStrictEqual([])
  expect(map([{ ...row, lines: 'x' }]).problems).toMatchObject([{ kind: 'record' }])
})

test('a bad element is told, and the others are made', async () => {
  const { map } = await compileMapping({
    id: 'each',
    ...sides,
    each: '$.lines',
    fields: { total: { $money: '$.total', currency: 'EUR' } },
  })
  const { items, problems } = map([{ lines: [{ total: '1' }, { total: 'x' }, { total: '3' }] }])
  expect(items).toStrictEqual([{ total: 100 }, { total: 300 }])
  expect(problems).toHaveLength(1)
})

test('all that is wrong with an item is told at once', async () => {
  const { map } = await compileMapping({
    id: 'two',
    ...sides,
    fields: { a: { $integer: '$.a' }, b: { deep: { $each: '$.b', as: { c: { $integer: '$' } } } } },
  })
  const { items, problems } = map([{ a: 'x', b: ['1', 'y'] }])
  expect(items).toStrictEqual([])
  expect(problems.map(({ path }) => path)).toStrictEqual([['a'], ['b', 'deep', 1, 'c']])
})

test('what the model requires must come out, whatever onMissing says', async () => {
  const { map } = await compileMapping({
    id: 'order',
    from: sides.from,
    to: { entity: 'order' },
    onMissing: 'omit',
    fields: {
      id: '$.id',
      status: 'paid',
      placedAt: '$.at',
      currency: 'EUR',
      total: '$.total',
      number: '$.number',
    },
  })
  expect(map([{ id: '1', total: 1 }]).problems).toMatchObject([
    {
      kind: 'record',
      path: ['placedAt'],
      message: expect.stringContaining('`placedAt`: nothing is there'),
    },
  ])
  expect(map([{ id: '1', at: 'x', total: 1 }]).items).toHaveLength(1)
})

test('the required fields of a sink are those of its schema', async () => {
  const target = { type: 'object', required: ['email'] }
  const { map } = await compileMapping(
    { id: 'sink', ...sides, fields: { email: '$.email' } },
    { target },
  )
  expect(map([{}]).problems).toMatchObject([{ path: ['email'] }])
})

test('rows of other entities are read by their names, and asked for by values of the row', async () => {
  const { map, joins } = await compileMapping({
    id: 'joined',
    ...sides,
    with: {
      buyer: { entity: 'customer', where: { id: '$.customerId' }, take: 'one', follow: true },
    },
    fields: { name: '$buyer.firstName', id: '$.id' },
  })
  expect(
    joins.map(({ name, where }) => [name, where({ customerId: 'shop:1' }), where({})]),
  ).toStrictEqual([['buyer', { id: 'shop:1' }, undefined]])
  expect(map([{ id: 1 }], { buyer: { firstName: 'Anna' } }).items).toStrictEqual([
    { name: 'Anna', id: 1 },
  ])
  expect(map([{ id: 1 }]).items).toStrictEqual([{ id: 1 }])
})

test('settings are read, and change the version', async () => {
  const mapping = { id: 'settings', ...sides, fields: { zone: '$settings.timeZone' } }
  const one = await compileMapping(mapping, { settings: { timeZone: 'UTC' } })
  const other = await compileMapping(mapping, { settings: { timeZone: 'Europe/Oslo' } })
  expect(one.map([{}]).items).toStrictEqual([{ zone: 'UTC' }])
  expect(one.version).not.toBe(other.version)
})

test('the version follows the content and not the order of writing', async () => {
  const one = await compileMapping({ id: 'v', ...sides, fields: { a: '$.a', b: '$.b' } })
  const same = await compileMapping({ fields: { b: '$.b', a: '$.a' }, ...sides, id: 'v' })
  const other = await compileMapping({ id: 'v', ...sides, fields: { a: '$.a', b: '$.c' } })
  expect(one.version).toMatch(/^[0-9a-f]{16}$/)
  expect(same.version).toBe(one.version)
  expect(other.version).not.toBe(one.version)
})

test('the paths that are read are listed once each, also inside lists and groups', async () => {
  const { reads } = await compileMapping({
    id: 'reads',
    ...sides,
    when: { $cel: "row.status != 'x' && row.name.startsWith('row.no')" },
    fields: {
      a: '$.a.b',
      lines: {
        $each: { $filter: '$.lines', where: '$.ok' },
        as: ['$.sku', '$row.a.b', '$settings.x'],
      },
    },
  })
  expect(reads.map((path) => path.join('.')).toSorted()).toStrictEqual(
    ['status', 'name', 'a.b', 'lines', 'lines.*.ok', 'lines.*.sku'].toSorted(),
  )
  const group = await compileMapping(grouped)
  expect(group.reads).toContainEqual(['quantity'])
  expect(group.reads).toContainEqual(['sku'])
})

test('nothing in a run depends on the run before', async () => {
  const { map } = await compileMapping({
    id: 'money',
    ...sides,
    fields: { total: { $money: '$.total', currency: '$.currency' } },
  })
  const totals = ['EUR', 'JPY', 'EUR', 'KWD'].map(
    (currency) => map([{ total: '1.5', currency }]).items[0]?.['total'],
  )
  expect(totals).toStrictEqual([150, 2, 150, 1500])
})
