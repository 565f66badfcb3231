import * as fastCheck from 'fast-check'
import { expect, test } from 'vitest'
import { tablesDiagram } from './diagram.ts'
import { placeTables, type PlacedTable } from './place-tables.ts'
import type { AccountTable } from './tables.ts'

const contact: AccountTable = {
  name: 'Contact',
  columns: [
    { name: 'idContact', type: 'Int' },
    { name: 'EMail', type: 'email', isKey: true },
  ],
}
const transaction: AccountTable = {
  name: 'ECommerce_Transaction',
  id: 4711,
  columns: [
    { name: 'idTransaction', type: 'NVarChar(100)', isKey: true },
    {
      name: 'customer_id',
      type: 'NVarChar(200)',
      refers: { table: 'Contact', column: 'EMail' },
    },
    { name: 'Revenue', type: 'Decimal', note: 'not in the account' },
  ],
}
const item: AccountTable = {
  name: 'ECommerce_Item',
  columns: [
    {
      name: 'idTransaction',
      type: 'NVarChar(100)',
      isKey: true,
      refers: { table: 'ECommerce_Transaction', column: 'idTransaction' },
    },
  ],
}

test('what is referred to stands on the left of what refers to it', () => {
  const places = placeTables([item, transaction, contact])
  expect(
    places.toSorted((one, other) => one.x - other.x).map(({ table }) => table.name),
  ).toStrictEqual(['Contact', 'ECommerce_Transaction', 'ECommerce_Item'])
})

test('a link runs from a column to the one that it refers to', () => {
  const picture = tablesDiagram([contact, transaction], 'Tables')
  const place = placeTables([contact, transaction]).find(({ table }) => table === contact)
  const [, x, y] = /<circle cx="(\d+)" cy="(\d+)"/.exec(picture) ?? []
  expect([Number(x), Number(y)]).toStrictEqual([
    (place?.x ?? 0) + (place?.width ?? 0),
    // The second row below the head.
    (place?.y ?? 0) + 30 + 5 + 20 + 10,
  ])
})

test('no link strikes a text out: lines stand behind the tables', () => {
  const picture = tablesDiagram([contact, transaction, item], 'Tables')
  expect(picture.lastIndexOf('fill="none"')).toBeLessThan(picture.indexOf('<text'))
})

test('keys are underlined, and what is noted of a column is told', () => {
  const picture = tablesDiagram([transaction], 'Tables')
  expect(picture).toMatch(/text-decoration="underline">idTransaction</)
  expect(picture).toContain('>not in the account<')
  expect(picture).toContain('>#4711<')
})

test('on a dark page the picture is dark, and elsewhere it is what it was', () => {
  const picture = tablesDiagram([contact, transaction], 'Tables')
  expect(picture).toContain('@media (prefers-color-scheme:dark)')
  const painted = [...picture.matchAll(/<(?:rect|path|text|circle)[^>]*>/gu)].map(([each]) => each)
  for (const each of painted) expect(each).toMatch(/class="[fs]-\w+/u)
  expect(picture).toMatch(/<rect [^>]*class="f-paper" fill="#ffffff"/u)
})

test('names cannot break the picture', () => {
  const picture = tablesDiagram(
    [{ name: '<b>&"\u0000', columns: [{ name: '</text>', type: '&' }] }],
    '</title>',
  )
  expect(picture).toContain('&lt;b&gt;&amp;&quot;<')
  expect(picture).not.toContain('<b>')
  expect(picture).toContain('<title>&lt;/title&gt;</title>')
})

test('a long name is cut, and told whole where one points at it', () => {
  const name = 'column'.repeat(20)
  const picture = tablesDiagram([{ name: 'Long', columns: [{ name, type: 'Int' }] }], 'Tables')
  expect(picture).toContain(`<title>${name}</title>`)
  expect(picture).not.toContain(`>${name}</text>`)
})

test('tables that refer to each other in a circle, and to themselves, are placed all the same', () => {
  const one: AccountTable = {
    name: 'one',
    columns: [
      { name: 'other', type: 'Int', refers: { table: 'other', column: 'one' } },
      { name: 'above', type: 'Int', refers: { table: 'one', column: 'id' } },
    ],
  }
  const other: AccountTable = {
    name: 'other',
    columns: [{ name: 'one', type: 'Int', refers: { table: 'one', column: 'other' } }],
  }
  expect(placeTables([one, other])).toHaveLength(2)
})

const tables = fastCheck
  .array(
    fastCheck.record({
      rows: fastCheck.integer({ min: 0, max: 60 }),
      to: fastCheck.option(fastCheck.nat(40)),
    }),
    { maxLength: 40 },
  )
  .map((given) =>
    given.map(({ rows, to }, index): AccountTable => ({
      name: `table${index}`,
      columns: Array.from({ length: rows }, (_none, row) => ({
        name: `column${row}`,
        type: 'Int',
        ...(row === 0 && to !== null && { refers: { table: `table${to}`, column: 'column0' } }),
      })),
    })),
  )

test('every table has its place, and no two overlap, however many there are', () => {
  fastCheck.assert(
    fastCheck.property(tables, (given) => {
      const places = placeTables(given)
      expect(places.map(({ table }) => table.name).toSorted()).toStrictEqual(
        given.map(({ name }) => name).toSorted(),
      )
      for (const [index, one] of places.entries())
        for (const other of places.slice(index + 1)) expect(overlap(one, other)).toBe(false)
    }),
    { numRuns: 60 },
  )
})

function overlap(one: PlacedTable, other: PlacedTable): boolean {
  return (
    one.x < other.x + other.width &&
    other.x < one.x + one.width &&
    one.y < other.y + other.height &&
    other.y < one.y + one.height
  )
}
