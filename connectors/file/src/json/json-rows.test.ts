import { gzipSync } from 'node:zlib'
import * as fc from 'fast-check'
import { encode } from 'iconv-lite'
import { expect, test } from 'vitest'
import type { DocumentPosition } from '../position.ts'
import { memoryFiles, type MemoryFiles } from '../testing/memory-files.ts'
import { readSource, type ReadOptions } from '../testing/read-source.ts'

const path = '/in/orders.json'

const read = (
  content: string | Uint8Array,
  source: ReadOptions['source'] = {},
  options: ReadOptions<DocumentPosition> = {},
) =>
  readSource<DocumentPosition>(memoryFiles({ [path]: content }, { chunkBytes: 7 }), path, {
    ...options,
    source: { key: ['id'], ...source },
  })

async function readInPieces(files: MemoryFiles, pageRows: number, pieces: readonly number[]) {
  const changes: unknown[] = []
  let position: DocumentPosition | undefined
  for (let turn = 0; ; turn += 1) {
    const part = await readSource<DocumentPosition>(files, path, {
      pageRows,
      pages: pieces[turn] ?? Infinity,
      ...(position !== undefined && { from: position }),
    })
    changes.push(...part.changes)
    position = part.position
    if (part.end || part.fault !== undefined) return { changes, position, fault: part.fault }
  }
}

test('the objects of a list are rows, numbered from 1 where no key is named', async () => {
  const { rows, end } = await read('[{"id":1},\n {"id":"2","lines":[{"sku":"a]"}]}]')
  expect(end).toBe(true)
  expect(rows).toStrictEqual([{ id: 1 }, { id: '2', lines: [{ sku: 'a]' }] }])
  const { rows: placed } = await readSource(memoryFiles({ [path]: '[{"a":1}]' }), path)
  expect(placed).toStrictEqual([{ a: 1, _file: 'orders.json', _line: 1 }])
})

test('the list may lie deeper, beside others and behind texts that look like it', async () => {
  const text = JSON.stringify({
    orders: 'no ["orders":[',
    data: { 'a"b': [1, { orders: [9] }], orders: [{ id: 1 }, { id: 2 }], more: null },
    rest: [{ id: 3 }],
  })
  expect((await read(text, { rows: '$.data.orders' })).rows).toStrictEqual([{ id: 1 }, { id: 2 }])
})

test('a number that JavaScript would round stays text, and declared types apply', async () => {
  const { rows } = await read('[{"id":12345678901234567890,"total":12.5,"n":"7"}]', {
    columns: { total: { type: 'decimal', decimalComma: true }, n: { type: 'integer' } },
  })
  expect(rows).toStrictEqual([{ id: '12345678901234567890', total: '12.5', n: 7 }])
})

test.each([
  ['no JSON', '[{"id":1},{"id":tru},{"id":3}]', 'element 2: the element is no JSON'],
  ['no object', '[{"id":1},[2],{"id":3}]', 'element 2: the element is JSON, but no object'],
  ['nothing', '[{"id":1},,{"id":3}]', 'element 2: the element is no JSON'],
  ['of brackets that do not match', '[{"id":1},{"id":2],{"id":3}]', 'element 2: the element is no'],
  ['without its key', '[{"id":1},{"x":2},{"id":3}]', 'element 2: a column of the key'],
])('an element that is %s costs itself only', async (_name, text, message) => {
  const { rows, rejects, end } = await read(text)
  expect(rows).toStrictEqual([{ id: 1 }, { id: 3 }])
  expect(rejects[0]?.fault.message).toContain(`orders.json, ${message}`)
  expect(rejects[0]?.at).toBe('orders.json:2')
  expect(end).toBe(true)
})

test('an element of more than 8 million characters is left out, and memory stays bounded', async () => {
  const files = memoryFiles({ [path]: `[{"id":1,"t":"${'x'.repeat(8_100_000)}"},{"id":2}]` })
  const { rows, rejects } = await readSource(files, path)
  expect(rejects[0]?.fault.message).toContain('element 1: the element is longer than 8 million')
  expect(rows).toMatchObject([{ id: 2 }])
})

test.each([
  ['in an element', '[{"id":1},{"id":2'],
  ['between elements', '[{"id":1},'],
  ['behind the list', '{"orders":[{"id":1}]'],
])(
  'of a file that is cut off %s the rows before are kept, and it does not end',
  async (_n, text) => {
    const { rows, fault, end } = await read(text, text.startsWith('{') ? { rows: '$.orders' } : {})
    expect(rows).toStrictEqual([{ id: 1 }])
    expect(fault).toMatchObject({ kind: 'config', scope: 'part' })
    expect(fault?.message).toContain('orders.json is cut off')
    expect(end).toBe(false)
  },
)

test.each([
  ['{"orders":[{"id":1}],"b":{"c":[]}}', 'no list at $', 'there is $.orders'],
  ['{"id":1}\n{"id":2}', 'no list at $', 'format: ndjson'],
  ['12', 'no list at $', '$.orders'],
  ['', 'is empty', 'whole copy'],
  ['[] []', 'goes on behind the end', 'whole copy'],
])('%j is no list of rows, and the fault says what there is', async (text, message, hint) => {
  const { fault, changes } = await read(text)
  expect(changes).toStrictEqual([])
  expect(fault?.message).toContain(message)
  expect(fault?.hint).toContain(hint)
})

test('a path that leads nowhere is a fault', async () => {
  const { fault } = await read('{"a":{"b":[]}}', { rows: '$.a.c' })
  expect(fault).toMatchObject({ message: 'orders.json has no list at $.a.c.' })
  expect(fault?.hint).toContain('there is $.a.b')
})

test('bytes that are no text of the encoding are a fault, not replacement characters', async () => {
  const { fault } = await read(Buffer.from('[{"id":"caf\u00E9"}]', 'latin1'))
  expect(fault?.message).toBe('orders.json holds bytes that are no utf-8 text.')
  const { rows } = await read(Buffer.from('[{"id":"caf\u00E9"}]', 'latin1'), {
    encoding: 'windows-1252',
  })
  expect(rows).toStrictEqual([{ id: 'caf\u00E9' }])
})

test('a gzip file is unpacked, and one that is cut off keeps the rows before', async () => {
  const rows = Array.from({ length: 5_000 }, (_, id) => ({ id, noise: Math.sin(id) }))
  const packed = gzipSync(JSON.stringify(rows))
  const whole = await readSource(memoryFiles({ '/in/o.json.gz': packed }), '/in/o.json.gz')
  expect(whole.rows).toHaveLength(5_000)
  const cut = packed.subarray(0, packed.length / 2)
  const {
    rows: found,
    fault,
    end,
  } = await readSource(memoryFiles({ '/in/o.json.gz': cut }), '/in/o.json.gz')
  expect(found.length).toBeGreaterThan(100)
  expect(fault?.message).toBe('o.json.gz is cut off: its gzip data ends too early.')
  expect(end).toBe(false)
})

const json = fc.jsonValue({ maxDepth: 3 })
const row = fc.dictionary(
  fc.string({ maxLength: 5 }).filter((name) => !/^(_file|_line|__proto__)$/.test(name)),
  json,
  { maxKeys: 4 },
)

const encodings = fc.constantFrom(
  (text: string) => Buffer.from(text),
  (text: string) => Buffer.from(`\uFEFF${text}`),
  (text: string) => encode(text, 'utf-16le', { addBOM: true }),
)

test('what was written comes out again, wherever pieces are cut and reading is interrupted', async () => {
  await fc.assert(
    fc.asyncProperty(
      fc.array(row, { maxLength: 12 }),
      fc.constantFrom(undefined, 2),
      encodings,
      fc.integer({ min: 1, max: 30 }),
      fc.integer({ min: 1, max: 3 }),
      fc.array(fc.integer({ min: 1, max: 2 }), { maxLength: 8 }),
      async (rows, indent, bytes, chunkBytes, pageRows, pieces) => {
        const content = bytes(JSON.stringify(rows, null, indent))
        const files = memoryFiles({ [path]: content }, { chunkBytes })
        const { changes, fault } = await readInPieces(files, pageRows, pieces)
        expect(fault).toBeUndefined()
        expect(changes).toEqual(
          (JSON.parse(JSON.stringify(rows)) as object[]).map((found, index) => ({
            op: 'upsert',
            row: { ...found, _file: 'orders.json', _line: index + 1 },
          })),
        )
      },
    ),
    { numRuns: 150 },
  )
})

test('of a list that has grown only the new rows are read, and of the same one nothing', async () => {
  const files = memoryFiles({ [path]: '[{"id":1}]' })
  const { position } = await readSource<DocumentPosition>(files, path)
  if (position === undefined) throw new Error('expected a position')
  files.put(path, '[\n{"id":1},\n{"id":2}]')
  const grown = await readSource<DocumentPosition>(files, path, { from: position })
  expect(grown.rows).toMatchObject([{ id: 2, _line: 2 }])
  if (grown.position === undefined) throw new Error('expected a position')
  files.put(path, '[{"id":1},{"id":2}]')
  const again = await readSource<DocumentPosition>(files, path, { from: grown.position })
  expect(again).toMatchObject({ changes: [], end: true, fault: undefined })
})

test.each([
  ['changed', '[{"id":9},{"id":2}]'],
  ['shorter', '[{"id":1}]'],
  ['empty', '[]'],
])('a list that is %s is read anew: a conflict', async (_name, content) => {
  const files = memoryFiles({ [path]: '[{"id":1},{"id":2}]' })
  const { position } = await readSource<DocumentPosition>(files, path)
  if (position === undefined) throw new Error('expected a position')
  files.put(path, content)
  const { fault, changes, end } = await readSource(files, path, { from: position })
  expect(fault).toMatchObject({ kind: 'conflict', scope: 'slice' })
  expect(changes).toStrictEqual([])
  expect(end).toBe(false)
})
