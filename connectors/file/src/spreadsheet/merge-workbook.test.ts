import { read, utils, write as writeBook } from '@e965/xlsx'
import type { SinkItem } from '@cartograph/core'
import * as fc from 'fast-check'
import { expect, test } from 'vitest'
import { abortReplacement, beginReplacement, commitReplacement, stageRows } from '../replacement.ts'
import { xlsx } from '../row-format.ts'
import type { FileItem } from '../targets.ts'
import { fileContext } from '../testing/context.ts'
import { died, memoryFiles, type MemoryFiles } from '../testing/memory-files.ts'
import { readSource } from '../testing/read-source.ts'
import { remove, write } from '../testing/sink-batch.ts'
import { upsertRows } from '../upsert.ts'

const path = '/out/orders.xlsx'
const contextOf = (files: MemoryFiles) => fileContext({ directory: '/out' }, files)
const upsert = (files: MemoryFiles, items: readonly SinkItem<FileItem>[]) =>
  upsertRows(contextOf(files), xlsx, items)
const order = (id: string, total: string | number | null = '1') =>
  write('orders', id, { id, total })

/** The table as another program reads it. */
function tableOf(files: MemoryFiles): unknown {
  const book = read(files.bytes(path))
  expect(book.SheetNames).toStrictEqual(['rows'])
  return utils.sheet_to_json(book.Sheets['rows'] ?? {}, { header: 1, defval: null })
}

test('rows are written sorted by key, and another program reads texts, numbers and truth values', async () => {
  const files = memoryFiles()
  const row = {
    id: 'b',
    total: 12.5,
    text: '=1+1',
    zeros: '0017',
    yes: true,
    none: null,
    long: 2 ** 53,
  }
  expect(await upsert(files, [write('orders', 'b', row), order('a', '2')])).toMatchObject([
    { status: 'ok' },
    { status: 'ok' },
  ])
  expect(tableOf(files)).toStrictEqual([
    ['id', 'total', 'text', 'zeros', 'yes', 'none', 'long'],
    ['a', '2', null, null, null, null, null],
    ['b', 12.5, '=1+1', '0017', true, null, '9007199254740992'],
  ])
  expect(files.names()).toStrictEqual([path])
})

test('a batch is merged: rows are added, replaced and removed, and columns join', async () => {
  const files = memoryFiles()
  await upsert(files, [order('a'), order('b', 0.1 + 0.2), order('d', null)])
  await upsert(files, [
    write('orders', 'c', { id: 'c', total: '3', note: 'n' }),
    remove('orders', 'a'),
  ])
  expect(tableOf(files)).toStrictEqual([
    ['id', 'total', 'note'],
    ['b', '0.30000000000000004', null],
    ['c', '3', 'n'],
    ['d', null, null],
  ])
  await upsert(
    files,
    ['b', 'c', 'd'].map((id) => remove('orders', id)),
  )
  expect(tableOf(files)).toStrictEqual([['id', 'total', 'note']])
})

test('deletes of a workbook that does not exist make none', async () => {
  const files = memoryFiles()
  expect(await upsert(files, [remove('orders', 'a')])).toStrictEqual([{ status: 'ok' }])
  expect(files.names()).toStrictEqual([])
})

test('a text that is longer than a cell, or a key in another column, fails alone', async () => {
  const files = memoryFiles()
  const items = [order('a'), order('b', 'x'.repeat(32_768)), write('orders', 'c', { nr: 'c' })]
  expect(await upsert(files, items)).toMatchObject([
    { status: 'ok' },
    {
      fault: {
        kind: 'record',
        message:
          'The row cannot be written: "total" is longer than the 32767 characters of a cell.',
      },
    },
    { status: 'failed' },
  ])
  expect(tableOf(files)).toStrictEqual([
    ['id', 'total'],
    ['a', '1'],
  ])
})

test.each([
  ['has another sheet', 'mine', [['id'], ['a']]],
  ['is not sorted', 'rows', [['id'], ['b'], ['a']]],
  [
    'has a row without key',
    'rows',
    [
      ['id', 'b'],
      [null, 'x'],
    ],
  ],
])('a workbook that %s stays as it is', async (_name, sheet, rows) => {
  const content = writeBook(utils.book_new(utils.aoa_to_sheet(rows), sheet), {
    type: 'buffer',
    bookType: 'xlsx',
  }) as Buffer
  const files = memoryFiles({ [path]: content })
  expect(await upsert(files, [order('c')])).toMatchObject([
    { status: 'failed', fault: { kind: 'config' } },
  ])
  expect(files.bytes(path).equals(content)).toBe(true)
  expect(files.names()).toStrictEqual([path])
})

test('a file that is no workbook stays as it is', async () => {
  const files = memoryFiles({ [path]: 'id;total\n' })
  expect(await upsert(files, [order('c')])).toMatchObject([{ status: 'failed' }])
  expect(files.text(path)).toBe('id;total\n')
})

const value = fc.oneof(
  fc.string({
    unit: fc.constantFrom('a', ' ', '<', '&', '\n', '\r', '\0', '_x0041_', 'é', '😀', '='),
  }),
  fc.double({ noNaN: true, noDefaultInfinity: true }).filter((number) => !Object.is(number, -0)),
  fc.boolean(),
)

const table = fc.dictionary(
  fc.string({ unit: fc.constantFrom('a', 'é', '😀', '\n', '"', '0'), minLength: 1 }),
  fc.tuple(value, value),
  { minKeys: 1, maxKeys: 10 },
)

const itemsOf = (
  rows: Readonly<Record<string, readonly [string | number | boolean, string | number | boolean]>>,
) => Object.entries(rows).map(([id, [a, b]]) => write('orders', id, { id, first: a, second: b }))

test('batches, crashes and repeats do not show in the bytes', async () => {
  await fc.assert(
    fc.asyncProperty(
      table,
      fc.integer({ min: 1, max: 4 }),
      fc.array(fc.integer({ min: 1, max: 12 }), { maxLength: 4 }),
      async (rows, size, deaths) => {
        const items = itemsOf(rows)
        const whole = memoryFiles()
        await upsert(whole, items)
        const files = memoryFiles()
        for (let at = 0; at < items.length; at += size) {
          const batch = items.slice(at, at + size)
          for (const death of deaths) {
            files.dieAt(death)
            await upsert(files, batch).catch((error: unknown) => {
              if (!(error instanceof Error) || error.message !== died) throw error
            })
            files.restart()
          }
          await upsert(files, batch)
        }
        expect(files.bytes(path).equals(whole.bytes(path))).toBe(true)
      },
    ),
    { numRuns: 40 },
  )
})

const isSame = (written: string | number | boolean | undefined, found: unknown) =>
  typeof written === 'number' ? Number(found) === written : String(written) === found

test('what is written is read again: texts as they were, numbers as their decimal text', async () => {
  await fc.assert(
    fc.asyncProperty(table, async (rows) => {
      const files = memoryFiles()
      await upsert(files, itemsOf(rows))
      const { rows: found } = await readSource(files, path, { source: { key: ['id'] } })
      expect(found).toHaveLength(Object.keys(rows).length)
      for (const { id, first, second } of found) {
        const expected = typeof id === 'string' ? (rows[id] ?? []) : []
        expect([isSame(expected[0], first), isSame(expected[1], second)]).toStrictEqual([
          true,
          true,
        ])
      }
    }),
    { numRuns: 60 },
  )
})

test('a replacement becomes visible at once, and gives the bytes that merging gives', async () => {
  const files = memoryFiles()
  await upsert(files, [order('old')])
  const before = files.bytes(path)
  const batches = [
    [order('c'), order('a', 2)],
    [order('b'), remove('orders', 'c')],
  ]
  const session = await beginReplacement(contextOf(files))
  for (const batch of batches) await stageRows(contextOf(files), xlsx, batch, session)
  expect(files.bytes(path).equals(before)).toBe(true)
  await commitReplacement(contextOf(files), xlsx, session)
  const merged = memoryFiles()
  for (const batch of batches) await upsert(merged, batch)
  expect(files.bytes(path).equals(merged.bytes(path))).toBe(true)
  const given = await beginReplacement(contextOf(files))
  await stageRows(contextOf(files), xlsx, [order('z')], given)
  await abortReplacement(contextOf(files), given)
  expect(files.names()).toStrictEqual([path])
})
