import { gzipSync } from 'node:zlib'
import { stringify } from 'csv-stringify/sync'
import * as fc from 'fast-check'
import { encode } from 'iconv-lite'
import { expect, test } from 'vitest'
import type { Position } from './position.ts'
import { memoryFiles, type MemoryFiles } from './testing/memory-files.ts'
import { readSource, type ReadOptions } from './testing/read-source.ts'

const path = '/in/orders.csv'
const going = (from: Position | undefined) => (from === undefined ? {} : { from })

/** Reads to the end, as if the process died after every so many pages. */
async function readInPieces(files: MemoryFiles, options: ReadOptions, pieces: readonly number[]) {
  const changes: unknown[] = []
  let position: Position | undefined
  for (let turn = 0; ; turn += 1) {
    const pages = pieces[turn] ?? Infinity
    const part = await readSource(files, path, { ...options, ...going(position), pages })
    changes.push(...part.changes)
    position = part.position
    if (part.end || part.fault !== undefined) return { changes, position, fault: part.fault }
  }
}

const cell = fc.string({
  unit: fc.constantFrom('a', 'b', '"', ',', ';', '\n', '\r', 'é', '漢', '😀', ' ', '\uFEFF', '0'),
  maxLength: 6,
})

const written = fc
  .record({
    rows: fc.array(fc.tuple(cell, cell, cell), { maxLength: 25 }),
    newline: fc.constantFrom('\n', '\r\n'),
    isQuoted: fc.boolean(),
    tail: fc.constantFrom('', '1,2,3', '1,"open', 'short'),
  })
  .map(({ rows, newline, isQuoted, tail }) => {
    const options = { record_delimiter: newline, quoted: isQuoted, quoted_match: /[\r\n;]/ }
    return stringify([['x', 'y', 'z'], ...rows], options) + tail
  })

/** What no writer would write: quotes anywhere, rows of any length. */
const found = fc
  .array(fc.constantFrom('a', '"', '"', ',', ',', '\n', '\n', '\r\n', 'é', '\r', 'x,y,z'), {
    maxLength: 60,
  })
  .map((pieces) => `x,y,z\n${pieces.join('')}`)

const csvText = fc.oneof(written, found)

const encodings = fc.constantFrom(
  { name: 'utf-8', bytes: (text: string) => Buffer.from(text) },
  { name: 'utf-8 with mark', bytes: (text: string) => Buffer.from(`\uFEFF${text}`) },
  { name: 'utf-16le', bytes: (text: string) => encode(text, 'utf-16le', { addBOM: true }) },
  { name: 'gzip', bytes: (text: string) => gzipSync(text) },
)

test('whatever is in a file and wherever reading is interrupted, the rows are those of one reading', async () => {
  await fc.assert(
    fc.asyncProperty(
      csvText,
      encodings,
      fc.integer({ min: 1, max: 4 }),
      fc.array(fc.integer({ min: 1, max: 3 }), { maxLength: 12 }),
      fc.integer({ min: 1, max: 40 }),
      async (text, { bytes }, pageRows, pieces, chunkBytes) => {
        const content = bytes(text)
        const whole = await readSource(memoryFiles({ [path]: content }), path)
        const files = memoryFiles({ [path]: content }, { chunkBytes })
        const parts = await readInPieces(files, { pageRows }, pieces)
        expect(parts.changes).toEqual(whole.changes)
        expect(parts.fault).toEqual(whole.fault)
        // A walk that stopped may stand before or after blank lines, which is the same.
        const place = (position: Position | undefined) =>
          whole.fault === undefined && [position?.byte, position?.line, position?.digest]
        expect(place(parts.position)).toEqual(place(whole.position))
      },
    ),
    { numRuns: 300 },
  )
})

test('a position counts bytes of the unpacked file up to the next row, also with wide characters', async () => {
  const files = memoryFiles({ [path]: '\uFEFFid,name\n1,"Å\n漢"\n2,b\n' })
  const { position } = await readSource(files, path, { pageRows: 1, pages: 1 })
  expect(position?.byte).toBe(Buffer.byteLength('\uFEFFid,name\n1,"Å\n漢"\n'))
  expect(position?.line).toBe(4)
})

test('a file that is as it was has nothing new, and is not opened', async () => {
  const files = memoryFiles({ [path]: 'id\n1\n' })
  const { position } = await readSource(files, path)
  const again = await readSource(
    { ...files, read: () => Promise.reject(new Error('opened')) },
    path,
    going(position),
  )
  expect(again).toMatchObject({ changes: [], end: true, position })
})

test('a file that was written again with the same bytes has nothing new', async () => {
  const files = memoryFiles({ [path]: 'id\n1\n' })
  const { position } = await readSource(files, path)
  files.put(path, 'id\n1\n')
  expect(await readSource(files, path, going(position))).toMatchObject({ changes: [], end: true })
})

test('of a file that has grown only the new rows are read', async () => {
  const files = memoryFiles({ [path]: 'id\n1\n2\n' })
  const { position } = await readSource(files, path)
  files.put(path, 'id\n1\n2\n3\n')
  const { rows, end } = await readSource(files, path, going(position))
  expect(rows).toMatchObject([{ id: '3', _line: 4 }])
  expect(end).toBe(true)
})

test.each([
  ['changed before the position', 'id\n1\nX\n3\n'],
  ['shorter', 'id\n1\n'],
  ['empty', ''],
])('a file that is %s is read anew: a conflict', async (_name, content) => {
  const files = memoryFiles({ [path]: 'id\n1\n2\n' })
  const { position } = await readSource(files, path)
  files.put(path, content)
  const { fault, changes } = await readSource(files, path, going(position))
  expect(changes).toEqual([])
  expect(fault).toMatchObject({ kind: 'conflict', scope: 'slice' })
})

test('a file that changes while its reading is interrupted is noticed', async () => {
  const files = memoryFiles({ [path]: 'id\n1\n2\n3\n' })
  const { position } = await readSource(files, path, { pageRows: 1, pages: 2 })
  files.put(path, 'id\n9\n2\n3\n')
  expect((await readSource(files, path, going(position))).fault?.kind).toBe('conflict')
})

test('a last line without an end is read again when it has grown, under the same line', async () => {
  const files = memoryFiles({ [path]: 'id\n1\n2' })
  const { rows, position } = await readSource(files, path)
  expect(rows).toMatchObject([{ id: '1' }, { id: '2', _line: 3 }])
  expect(position).toMatchObject({ byte: 5, line: 3 })
  files.put(path, 'id\n1\n25\n3\n')
  const next = await readSource(files, path, going(position))
  expect(next.rows).toMatchObject([
    { id: '25', _line: 3 },
    { id: '3', _line: 4 },
  ])
})

test('with a declared key a half written last line that became another row is a conflict', async () => {
  const source = { key: ['id'] }
  const files = memoryFiles({ [path]: 'id\n1\n2' })
  const { position } = await readSource(files, path, { source })
  files.put(path, 'id\n1\n25\n')
  expect((await readSource(files, path, { source, ...going(position) })).fault?.kind).toBe(
    'conflict',
  )
  files.put(path, 'id\n1\n2\n3\n')
  const { rows } = await readSource(files, path, { source, ...going(position) })
  expect(rows).toEqual([{ id: '2' }, { id: '3' }])
})

test('an empty file that is filled later is read as what it became', async () => {
  const files = memoryFiles({ [path]: '' })
  const { position } = await readSource(files, path)
  files.put(path, encode('a;b\n1;2\n', 'utf-16le', { addBOM: true }))
  const { rows } = await readSource(files, path, going(position))
  expect(rows).toMatchObject([{ a: '1', b: '2' }])
})

test('an open quote that is closed later gives its row', async () => {
  const files = memoryFiles({ [path]: 'a,b\n1,"half\n' })
  const { position } = await readSource(files, path)
  files.put(path, 'a,b\n1,"half\nwhole"\n2,3\n')
  const { rows } = await readSource(files, path, going(position))
  expect(rows).toMatchObject([
    { a: '1', b: 'half\nwhole', _line: 2 },
    { a: '2', b: '3', _line: 4 },
  ])
})

test('the pages of a large file hold at most a thousand rows or about a megabyte', async () => {
  const files = memoryFiles({
    [path]: `a\n${'1\n'.repeat(2_500)}${`${'x'.repeat(300_000)}\n`.repeat(8)}`,
  })
  let position: Position | undefined
  const sizes: number[] = []
  for (;;) {
    const page = await readSource(files, path, { pages: 1, ...going(position) })
    sizes.push(page.rows.length)
    position = page.position
    if (page.end) break
  }
  expect(sizes.slice(0, 2)).toEqual([1_000, 1_000])
  expect(Math.max(...sizes.slice(3))).toBeLessThanOrEqual(4)
  expect(sizes.reduce((sum, size) => sum + size)).toBe(2_508)
})
