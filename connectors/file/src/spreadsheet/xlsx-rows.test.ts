import { utils, write, type BookType } from '@e965/xlsx'
import * as fc from 'fast-check'
import { expect, test } from 'vitest'
import type { DocumentPosition } from '../position.ts'
import { memoryFiles } from '../testing/memory-files.ts'
import { readSource, type ReadOptions } from '../testing/read-source.ts'
import { workbook, zipOf, type WorkbookParts } from '../testing/workbook.ts'

const path = '/in/orders.xlsx'

const read = (
  content: string | Uint8Array,
  source: ReadOptions['source'] = {},
  options: ReadOptions<DocumentPosition> = {},
) =>
  readSource<DocumentPosition>(memoryFiles({ [path]: content }, { chunkBytes: 999 }), path, {
    ...options,
    source: { key: ['id'], ...source },
  })

const readSheet = async (
  sheet: string,
  parts: Omit<WorkbookParts, 'sheets'> = {},
  source: ReadOptions['source'] = {},
) => read(await workbook({ sheets: { one: sheet }, ...parts }), source)

const text = (value: string) => `<c t="inlineStr"><is><t>${value}</t></is></c>`
const header = (...names: readonly string[]) => `<row r="1">${names.map(text).join('')}</row>`

const sheetOf = (ids: readonly string[]) =>
  header('id') + ids.map((id) => `<row>${text(id)}</row>`).join('')
const bookOf = (ids: readonly string[]) => workbook({ sheets: { one: sheetOf(ids) } })

test('texts are kept as they are, numbers become exact decimal text, truth values and errors words', async () => {
  const sheet = `${header('id', 'a', 'b', 'c', 'd', 'e')}<row r="2"><c r="A2" t="s"><v>0</v></c><c r="B2"><v>0.30000000000000004</v></c><c r="C2"><v>1.5E+20</v></c><c r="D2" t="b"><v>1</v></c><c r="E2" t="e"><v>#N/A</v></c><c r="F2" t="str"><f>A2</f><v>x</v></c></row>`
  const strings =
    '<si><r><t>0_x0030_</t></r><r><t xml:space="preserve">17 </t></r><rPh><t>no</t></rPh></si>'
  const { rows, end } = await readSheet(sheet, { strings })
  expect(end).toBe(true)
  expect(rows).toStrictEqual([
    { id: '0017 ', a: '0.3', b: '150000000000000000000', c: 'true', d: '#N/A', e: 'x' },
  ])
})

test.each([
  ['dd.mm.yyyy', 45985, '2025-11-24'],
  ['yyyy-mm-dd hh:mm', 45985, '2025-11-24T00:00:00'],
  ['[$-407]d. mmmm yyyy', 45985.34375, '2025-11-24T08:15:00'],
  ['h:mm AM/PM', 0.34375, '08:15:00'],
  ['[h]:mm', 1.5, '36:00:00'],
  ['m/d/yy', 59, '1900-02-28'],
  ['m/d/yy', 61, '1900-03-01'],
  ['"day" 0', 45985, '45985'],
  ['0.00%', 0.25, '0.25'],
  ['00000', 17, '00017'],
  ['@', 17, '17'],
  ['General', 1e-7, '0.0000001'],
  ['#,##0.00 "d"', -12.5, '-12.5'],
])('a cell shown as %s that holds %d is read as %s', async (format, value, expected) => {
  const sheet = `${header('id')}<row r="2"><c s="1"><v>${value}</v></c></row>`
  const { rows } = await readSheet(sheet, { formats: [format] })
  expect(rows).toStrictEqual([{ id: expected }])
})

test('a day that is written as such is read as it is', async () => {
  const sheet = `${header('id')}<row r="2"><c t="d"><v>2025-11-24T08:15:00</v></c></row>`
  const { rows } = await readSheet(sheet, {}, { columns: { id: { type: 'instant' } } })
  expect(rows).toStrictEqual([{ id: '2025-11-24T08:15:00.000Z' }])
})

test('days may be counted from 1904', async () => {
  const sheet = `${header('id')}<row r="2"><c s="1"><v>44523</v></c></row>`
  const { rows } = await readSheet(sheet, { formats: ['yyyy-mm-dd'], isFrom1904: true })
  expect(rows).toStrictEqual([{ id: '2025-11-24' }])
})

test('what a cell holds as a number or date is read as such, whatever form its texts have', async () => {
  const sheet = `${header('id', 'total', 'day', 'at', 'yes')}<row r="2"><c><v>1</v></c><c><v>1234.5</v></c><c s="1"><v>45985</v></c><c s="2"><v>45985.5</v></c><c t="b"><v>0</v></c></row><row r="3"><c><v>2</v></c>${text('1.234,50')}${text('24.11.2025')}${text('2025-11-24 12:00')}${text('nej')}</row>`
  const { rows, rejects } = await readSheet(
    sheet,
    { formats: ['dd.mm.yyyy', 'dd.mm.yyyy hh:mm'] },
    {
      columns: {
        id: { type: 'integer' },
        total: { type: 'decimal', decimalComma: true, thousands: '.' },
        day: { type: 'date', format: 'dd.MM.yyyy' },
        at: { type: 'instant', zone: 'Europe/Oslo' },
        yes: { type: 'boolean', trueWords: ['ja'], falseWords: ['nej'] },
      },
    },
  )
  expect(rejects).toStrictEqual([])
  const at = '2025-11-24T11:00:00.000Z'
  expect(rows).toStrictEqual([
    { id: 1, total: '1234.5', day: '2025-11-24', at, yes: false },
    { id: 2, total: '1234.50', day: '2025-11-24', at, yes: false },
  ])
})

test('empty and missing cells are empty, merged ones but for the first, and empty rows are passed over', async () => {
  const sheet = `${header('id', 'a', 'b')}<row r="2"/><row r="5"><c r="A5" t="s"><v>0</v></c><c r="C5" s="0"/></row><row r="7"><c r="C7"><v>3</v></c><c r="D7"/></row>`
  const { rows, rejects } = await readSheet(sheet, {
    strings: '<si><t>x</t></si>',
    merged: ['A5:C5'],
  })
  expect(rows).toStrictEqual([{ id: 'x', a: '', b: '' }])
  expect(rejects[0]?.at).toBe('orders.xlsx:7')
  expect(rejects[0]?.fault.message).toContain(
    'orders.xlsx, row 7: a column of the key (id) is empty',
  )
})

test('a value beside the header, a formula without a result and an unknown text cost their row', async () => {
  const sheet = `${header('id')}<row r="2"><c><v>1</v></c><c><v>2</v></c></row><row r="3"><c r="A3"><f>1+1</f></c></row><row r="4"><c r="A4" t="s"><v>7</v></c></row><row r="5"><c><v>5</v></c></row>`
  const { rows, rejects, end } = await readSheet(sheet)
  expect(rows).toStrictEqual([{ id: '5' }])
  expect(end).toBe(true)
  expect(rejects.map(({ fault }) => fault.message)).toStrictEqual([
    'orders.xlsx, row 2: the row has a value in column 2, the header ends with column 1.',
    'orders.xlsx, row 3: cell A3 holds a formula without its result.',
    'orders.xlsx, row 4: cell A4 names a text that is not there.',
  ])
})

test('the sheet is chosen by name or number, and one that is not there names those that are', async () => {
  const content = await workbook({
    sheets: { first: sheetOf(['1']), 'Orders 2025': sheetOf(['2']) },
  })
  expect((await read(content)).rows).toStrictEqual([{ id: '1' }])
  expect((await read(content, { sheet: 2 })).rows).toStrictEqual([{ id: '2' }])
  expect((await read(content, { sheet: 'Orders 2025' })).rows).toStrictEqual([{ id: '2' }])
  const { fault } = await read(content, { sheet: 'Order 2025' })
  expect(fault?.message).toContain('did you mean "Orders 2025"?')
  expect((await read(content, { sheet: 3 })).fault?.hint).toContain('first, Orders 2025')
})

test('rows above the header row are no rows, and names may be given where there is none', async () => {
  const sheet = `<row r="1">${text('Report of')}</row><row r="3">${text('id')}${text('')}${text('b')}</row><row r="4">${text('1')}${text('2')}</row>`
  const { rows } = await readSheet(sheet, {}, { headerRow: 3 })
  expect(rows).toStrictEqual([{ id: '1', column_2: '2', b: '' }])
  const { rows: named } = await readSheet(sheet, {}, { headerRow: 3, header: ['id', 'x', 'y'] })
  expect(named).toStrictEqual([{ id: '1', x: '2', y: '' }])
})

test('a header that changes in the middle stops reading there', async () => {
  const sheet = `${header('id', 'a', 'b')}<row r="2">${text('1')}</row><row r="3">${text('b')}${text('id')}${text('a')}</row><row r="4">${text('2')}</row>`
  const { rows, fault, end } = await readSheet(sheet)
  expect(rows).toStrictEqual([{ id: '1', a: '', b: '' }])
  expect(fault?.message).toContain('orders.xlsx, row 3: the columns change here')
  expect(end).toBe(false)
})

test('an empty sheet has no rows, and is read to its end', async () => {
  const { changes, end, position } = await readSheet('')
  expect({ changes, end }).toStrictEqual({ changes: [], end: true })
  expect(position?.header).toBeNull()
})

test.each([
  ['no zip file', Buffer.from('id;total\n1;2\n'), 'is no XLSX workbook'],
  ['empty', Buffer.alloc(0), 'is no XLSX workbook'],
  ['protected', Buffer.from('d0cf11e0a1b11ae1', 'hex'), 'protected by a password, or an old XLS'],
])('a file that is %s is a fault', async (_name, content, message) => {
  const { fault, changes } = await read(content)
  expect(fault).toMatchObject({ kind: 'config', scope: 'part' })
  expect(fault?.message).toContain(message)
  expect(changes).toStrictEqual([])
})

test('a workbook that is cut off anywhere is a fault, and nothing ends', async () => {
  const content = await workbook({
    sheets: { one: `${header('id')}<row r="2">${text('1')}</row>` },
  })
  await fc.assert(
    fc.asyncProperty(fc.integer({ min: 1, max: content.length - 1 }), async (length) => {
      const { fault, end } = await read(content.subarray(0, length))
      expect(fault?.kind).toBe('config')
      expect(end).toBe(false)
    }),
    { numRuns: 40 },
  )
})

test('whatever bytes are damaged, reading ends with rows or a fault, and never otherwise', async () => {
  const content = await workbook({
    sheets: { one: `${header('id')}<row r="2">${text('1')}</row>` },
  })
  await fc.assert(
    fc.asyncProperty(
      fc.array(fc.tuple(fc.nat(content.length - 1), fc.nat(255)), { minLength: 1, maxLength: 4 }),
      async (changed) => {
        const damaged = Buffer.from(content)
        for (const [at, byte] of changed) damaged[at] = byte
        const { fault, end } = await read(damaged)
        expect(end).toBe(fault === undefined)
      },
    ),
    { numRuns: 150 },
  )
})

test('of a sheet that breaks off in the middle the rows before are kept', async () => {
  const rows = Array.from({ length: 30 }, (_, index) => `<row>${text(`${index}`)}</row>`).join('')
  const { rows: found, fault } = await readSheet(`${header('id')}${rows}<row></c>`)
  expect(found).toHaveLength(30)
  expect(fault?.message).toContain('is no proper XML')
})

test('an entity that a part declares is not expanded', async () => {
  const content = await zipOf({
    '_rels/.rels': '<!DOCTYPE r [<!ENTITY a "aaaaaaaaaa"><!ENTITY b "&a;&a;&a;">]><r>&b;</r>',
  })
  expect((await read(content)).fault?.message).toContain('is no proper XML')
})

test('a part that unpacks to hundreds of times its size is refused on the way', async () => {
  const content = await workbook({
    sheets: { one: header('id') + `${' '.repeat(7_000_000)}<x/>`.repeat(10) },
  })
  expect(content.length).toBeLessThan(100_000)
  const { fault } = await read(content)
  expect(fault?.message).toContain('unpacks to more than 200 times its size')
})

test('of a sheet that has grown only the new rows are read, also where it was written anew', async () => {
  const files = memoryFiles({ [path]: await bookOf(['1', '2']) })
  const { position } = await readSource<DocumentPosition>(files, path)
  if (position === undefined) throw new Error('expected a position')
  files.put(path, await bookOf(['1', '2', '3']))
  const { rows } = await readSource<DocumentPosition>(files, path, { from: position })
  expect(rows).toStrictEqual([{ id: '3', _file: 'orders.xlsx', _line: 4 }])
  files.put(path, await bookOf(['1', '9']))
  const replaced = await readSource<DocumentPosition>(files, path, { from: position })
  expect(replaced.fault).toMatchObject({ kind: 'conflict', scope: 'slice' })
})

const cell = fc.oneof(
  fc
    .string({ unit: 'grapheme', maxLength: 6 })
    .filter((value) => !/[\p{Cc}\uFFFE\uFFFF]/u.test(value)),
  fc.constantFrom('=1+1', '0017', ' a ', 'a\nb', '<&>"\''),
  fc.integer({ min: -1_000_000, max: 1_000_000 }),
  fc.boolean(),
)
const table = fc.array(fc.tuple(cell, cell, cell), { maxLength: 20 })

test('what another program wrote comes out, wherever reading is interrupted', async () => {
  await fc.assert(
    fc.asyncProperty(
      table,
      fc.boolean(),
      fc.integer({ min: 1, max: 4 }),
      fc.integer({ min: 1, max: 3 }),
      async (cells, bookSST, pageRows, pages) => {
        const sheet = utils.aoa_to_sheet([['x', 'y', 'z'], ...cells])
        const book = utils.book_new(sheet, 'one')
        const bookType: BookType = 'xlsx'
        const content = write(book, {
          type: 'buffer',
          bookType,
          bookSST,
          compression: true,
        }) as Buffer
        const files = memoryFiles({ [path]: content })
        const rows: unknown[] = []
        let position: DocumentPosition | undefined
        for (;;) {
          const from = position === undefined ? {} : { from: position }
          const part = await readSource<DocumentPosition>(files, path, { pageRows, pages, ...from })
          expect(part.fault).toBeUndefined()
          rows.push(...part.rows)
          position = part.position
          if (part.end) break
        }
        const expected = cells
          .map((row, index) => ({ row, at: index + 2 }))
          .filter(({ row }) => row.some((value) => value !== ''))
          .map(({ row: [x, y, z], at }) => ({
            x: String(x),
            y: String(y),
            z: String(z),
            _file: 'orders.xlsx',
            _line: at,
          }))
        expect(rows).toStrictEqual(expected)
      },
    ),
    { numRuns: 60 },
  )
})
