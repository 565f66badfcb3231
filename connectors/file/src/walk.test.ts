import { gzipSync } from 'node:zlib'
import { encode } from 'iconv-lite'
import { describe, expect, test } from 'vitest'
import type { ColumnSettings } from './column-settings.ts'
import { memoryFiles } from './testing/memory-files.ts'
import { readSource, type ReadOptions } from './testing/read-source.ts'

const read = (content: string | Uint8Array, options?: ReadOptions, path = '/in/orders.csv') =>
  readSource(memoryFiles({ [path]: content }), path, options)

const ndjson = (content: string, options?: ReadOptions) => read(content, options, '/in/a.ndjson')

const key = { source: { key: ['id'] } }

describe('what rows hold', () => {
  test('cells stay the text that they are in the file, and a row knows its file and line', async () => {
    const { rows, end } = await read('id,price\n0017,1.50\n,\n')
    expect(rows).toEqual([
      { id: '0017', price: '1.50', _file: 'orders.csv', _line: 2 },
      { id: '', price: '', _file: 'orders.csv', _line: 3 },
    ])
    expect(end).toBe(true)
  })

  test('with a declared key a row does not depend on its line', async () => {
    const { rows } = await read('id,price\n\n17,1.50\n', key)
    expect(rows).toEqual([{ id: '17', price: '1.50' }])
  })

  test('declared columns become values, and empty typed cells are missing', async () => {
    const columns: Readonly<Record<string, ColumnSettings>> = {
      at: { type: 'instant', format: 'dd.MM.yyyy HH:mm', zone: 'Europe/Stockholm' },
      price: { type: 'decimal', decimalComma: true, thousands: '.' },
      quantity: { type: 'integer' },
      paid: { type: 'boolean', trueWords: ['ja'], falseWords: ['nej'] },
      day: { type: 'date', format: 'd/M/yyyy' },
      note: { type: 'text', emptyIsMissing: true },
    }
    const { rows } = await read(
      'id;at;price;quantity;paid;day;note\n1;24.11.2026 10:00;1.234,50;-2;Ja;1/2/2026;\n2;;;;;;x\n',
      { source: { key: ['id'], columns } },
    )
    expect(rows).toEqual([
      {
        id: '1',
        at: '2026-11-24T09:00:00.000Z',
        price: '1234.50',
        quantity: -2,
        paid: true,
        day: '2026-02-01',
        note: null,
      },
      { id: '2', at: null, price: null, quantity: null, paid: null, day: null, note: 'x' },
    ])
  })

  test('the delimiter is guessed from the first line, and can be told', async () => {
    expect((await read('a;b;c,d\n1;2;3\n', { source: { header: true } })).rows).toMatchObject([
      { a: '1', b: '2', 'c,d': '3' },
    ])
    expect((await read('a|b\n1|2\n')).rows).toMatchObject([{ a: '1', b: '2' }])
    expect((await read('a,b;c\n1,2\n', { source: { delimiter: ',' } })).rows).toMatchObject([
      { a: '1', 'b;c': '2' },
    ])
  })

  test.each(['/in/orders.tsv', '/in/orders.txt'])('%s is parted by tabs', async (path) => {
    expect((await read('a\tb\n1,5\t2\n', {}, path)).rows).toMatchObject([{ a: '1,5', b: '2' }])
  })

  test('names from the settings are used for a file without a header, whose own would be skipped', async () => {
    const options = { source: { header: ['a', 'b'] } }
    expect((await read('1,2\n', options)).rows).toMatchObject([{ a: '1', b: '2', _line: 1 }])
    const { rows, logged } = await read('a,b\n1,2\n', options)
    expect(rows).toMatchObject([{ a: '1', b: '2', _line: 2 }])
    expect(logged).toHaveLength(1)
  })

  test('a column without a name is called by its place', async () => {
    expect((await read(',b\n1,2\n')).rows).toMatchObject([{ column_1: '1', b: '2' }])
  })
})

describe('how files are written', () => {
  const text = 'id,name\r\n1,Åsa\r\n2,"two\r\nlines"\r\n'
  const expected = [
    { id: '1', name: 'Åsa', _line: 2 },
    { id: '2', name: 'two\r\nlines', _line: 3 },
  ]

  test.each([
    ['utf-8', Buffer.from(text), {}],
    ['utf-8 with a byte order mark', Buffer.from(`\uFEFF${text}`), {}],
    [
      'utf-8 with a mark, against the settings',
      Buffer.from(`\uFEFF${text}`),
      { encoding: 'latin1' },
    ],
    ['windows-1252', encode(text, 'windows-1252'), { encoding: 'windows-1252' }],
    ['utf-16le with a mark', encode(text, 'utf-16le', { addBOM: true }), {}],
    ['utf-16le by the settings', encode(text, 'utf-16le'), { encoding: 'utf-16le' }],
    ['utf-16be with a mark', encode(text, 'utf-16be', { addBOM: true }), {}],
  ] as const)('%s', async (_name, bytes, source) => {
    const { rows, rejects, position } = await read(bytes, { source })
    expect(rejects).toEqual([])
    expect(rows).toMatchObject(expected)
    expect(position?.byte).toBe(bytes.length)
    expect(position?.line).toBe(5)
  })

  test('lines may end in a carriage return alone', async () => {
    const { rows } = await read('id,name\r1,a\r\r2,"b\rc"\r')
    expect(rows).toMatchObject([
      { id: '1', name: 'a', _line: 2 },
      { id: '2', name: 'b\rc', _line: 4 },
    ])
  })

  test('NUL is a sign like others', async () => {
    expect((await read('id,name\n1,a\0b\n')).rows).toMatchObject([{ name: 'a\0b' }])
  })

  test.each(['/in/orders.csv.gz', '/in/orders.csv'])(
    'gzip is known by its bytes: %s',
    async (path) => {
      const { rows, position } = await read(gzipSync(text), {}, path)
      expect(rows).toMatchObject(expected)
      expect(position?.byte).toBe(Buffer.byteLength(text))
    },
  )

  test('a file named as gzip that is plain text is read as such', async () => {
    expect((await read(text, {}, '/in/orders.csv.gz')).rows).toMatchObject(expected)
  })

  test('a last line without an end counts', async () => {
    expect((await read('id\n1\n2')).rows).toMatchObject([{ id: '1' }, { id: '2' }])
  })

  test.each([
    ['nothing', ''],
    ['a byte order mark', '\uFEFF'],
    ['a header', 'id,name\n'],
    ['a header without a line end', 'id,name'],
    ['blank lines', '\n\n\r\n'],
  ])('a file with %s and no more has no rows, and is read to its end', async (_name, content) => {
    const { changes, end, fault } = await read(content)
    expect({ changes, end, fault }).toEqual({ changes: [], end: true, fault: undefined })
  })

  test('a name that does not tell the format is a fault that says what to add', async () => {
    const { fault } = await read('id\n1\n', {}, '/in/orders.dat')
    expect(fault).toMatchObject({ kind: 'config', scope: 'part' })
    expect(fault?.hint).toContain('format: csv')
  })
})

describe('NDJSON', () => {
  test('each line is a row, with its file and line where no key is declared', async () => {
    const { rows } = await ndjson('{"id":1,"tags":["a"]}\n\n{"id":2}\r\n')
    expect(rows).toEqual([
      { id: 1, tags: ['a'], _file: 'a.ndjson', _line: 1 },
      { id: 2, _file: 'a.ndjson', _line: 3 },
    ])
  })

  test('numbers that JavaScript would round stay text', async () => {
    const { rows } = await ndjson(
      '{"id":12345678901234567890,"p":0.12345678901234567,"q":1.50}\n',
      key,
    )
    expect(rows).toEqual([{ id: '12345678901234567890', p: '0.12345678901234567', q: 1.5 }])
  })

  test('declared columns are read where they are there', async () => {
    const { rows } = await ndjson('{"id":1,"total":12.5}\n{"id":2,"total":"1,5"}\n{"id":3}\n', {
      source: { key: ['id'], columns: { total: { type: 'decimal' } } },
    })
    expect(rows).toEqual([{ id: 1, total: '12.5' }, { id: 3 }])
  })

  test.each([
    ['no JSON', '{"id":1', 'is no JSON'],
    ['no object', '[1]', 'no object'],
    ['reserved fields', '{"_line":1}', '_line'],
  ])('a line with %s is a dead letter with its line as key', async (_name, line, words) => {
    const { rejects, rows } = await ndjson(`${line}\n{"id":2}\n`)
    expect(rejects).toMatchObject([{ at: 'a.ndjson:1', key: [1] }])
    expect(rejects[0]?.fault.message).toContain(words)
    expect(rows).toHaveLength(1)
  })

  test('without the key nothing may be deleted for its absence', async () => {
    const { rejects } = await ndjson('{"id":1\n{"id":null}\n', key)
    expect(rejects.map((reject) => reject.key)).toEqual([undefined, undefined])
  })
})
