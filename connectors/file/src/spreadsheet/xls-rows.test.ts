import { utils, write, type CellObject } from '@e965/xlsx'
import * as fc from 'fast-check'
import { expect, test } from 'vitest'
import type { DocumentPosition } from '../position.ts'
import { memoryFiles } from '../testing/memory-files.ts'
import { readSource, type ReadOptions } from '../testing/read-source.ts'

const path = '/in/orders.xls'

const read = (content: string | Uint8Array, source: ReadOptions['source'] = { key: ['id'] }) =>
  readSource<DocumentPosition>(memoryFiles({ [path]: content }), path, { source })

type Value = string | number | boolean | CellObject | null

function book(sheets: Readonly<Record<string, Value[][]>>): Buffer {
  const made = utils.book_new()
  for (const [name, rows] of Object.entries(sheets))
    utils.book_append_sheet(made, utils.aoa_to_sheet(rows), name)
  return write(made, { type: 'buffer', bookType: 'biff8' }) as Buffer
}

test('cells of an old workbook are read as those of a new one', async () => {
  const day: CellObject = { t: 'n', v: 45_985, z: 'm/d/yy' }
  const instant: CellObject = { t: 'n', v: 45_985.34375, z: 'yyyy-mm-dd hh:mm' }
  const failed: CellObject = { t: 'e', v: 42 }
  const content = book({
    one: [
      ['id', 'total', 'yes', 'day', 'at', 'bad'],
      ['0017', 0.1 + 0.2, true, day, instant, failed],
      [null, null],
      ['2', -3, false],
    ],
  })
  const { rows, end } = await read(content)
  expect(end).toBe(true)
  expect(rows).toStrictEqual([
    {
      id: '0017',
      total: '0.3',
      yes: 'true',
      day: '2025-11-24',
      at: '2025-11-24T08:15:00',
      bad: '#N/A',
    },
    { id: '2', total: '-3', yes: 'false', day: '', at: '', bad: '' },
  ])
})

test('the sheet is chosen by name or number, and one that is not there names those that are', async () => {
  const content = book({ first: [['id'], ['1']], second: [['id'], ['2']] })
  const key = ['id']
  expect((await read(content, { key })).rows).toStrictEqual([{ id: '1' }])
  expect((await read(content, { key, sheet: 2 })).rows).toStrictEqual([{ id: '2' }])
  expect((await read(content, { key, sheet: 'second' })).rows).toStrictEqual([{ id: '2' }])
  const { fault, end } = await read(content, { key, sheet: 'secnd' })
  expect(fault?.message).toContain('did you mean "second"?')
  expect(end).toBe(false)
})

test('reading goes on behind the rows that were read', async () => {
  const files = memoryFiles({ [path]: book({ one: [['id'], ['1'], ['2'], ['3']] }) })
  const first = await readSource<DocumentPosition>(files, path, { pageRows: 2, pages: 1 })
  if (first.position === undefined) throw new Error('expected a position')
  const rest = await readSource<DocumentPosition>(files, path, { from: first.position })
  expect([...first.rows, ...rest.rows].map(({ id }) => id)).toStrictEqual(['1', '2', '3'])
  expect(rest.rows).toMatchObject([{ _line: 4 }])
})

test.each([
  ['a web page', '<html><table><tr><td>id</td></tr></table></html>'],
  ['text', 'id\tb\n1\t2\n'],
  ['nothing', ''],
])('%s that is called .xls is not guessed at', async (_name, content) => {
  const { fault, changes } = await read(content)
  expect(fault?.message).toBe('orders.xls is no XLS workbook.')
  expect(changes).toStrictEqual([])
})

test('a file that is too large to be read as a whole is refused before it is read', async () => {
  const { fault } = await read(Buffer.alloc(64_000_001, 9))
  expect(fault?.message).toContain('it is larger than 64 MB')
})

const fifty = () => book({ one: [['id'], ...Array.from({ length: 50 }, (_, id) => [`${id}`])] })

test('a file that is cut off anywhere is a fault, and does not end', async () => {
  const content = fifty()
  await fc.assert(
    fc.asyncProperty(fc.integer({ min: 8, max: content.length - 1 }), async (length) => {
      for (const cut of [length, length - (length % 512)]) {
        const { fault, end } = await read(content.subarray(0, cut))
        expect(fault?.kind).toBe('config')
        expect(end).toBe(false)
      }
    }),
    { numRuns: 30 },
  )
})

test('a file that is damaged is a fault or has rows, and the process goes on', async () => {
  const content = fifty()
  await fc.assert(
    fc.asyncProperty(
      fc.array(fc.tuple(fc.integer({ min: 4, max: content.length - 1 }), fc.nat(255)), {
        minLength: 1,
        maxLength: 5,
      }),
      async (changed) => {
        const damaged = Buffer.from(content)
        for (const [at, byte] of changed) damaged[at] = byte
        const { fault, end } = await read(damaged)
        expect(end).toBe(fault === undefined)
      },
    ),
    { numRuns: 8 },
  )
})
