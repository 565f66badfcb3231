import type { SinkItem } from '@cartograph/core'
import { parse } from 'csv-parse/sync'
import * as fc from 'fast-check'
import { expect, test } from 'vitest'
import { csv, json, ndjson, tsv, xml, type RowFormat } from './row-format.ts'
import { fileContext } from './testing/context.ts'
import { died, memoryFiles, type MemoryFiles } from './testing/memory-files.ts'
import { readSource } from './testing/read-source.ts'
import { remove, write } from './testing/sink-batch.ts'
import type { FileItem } from './targets.ts'
import { upsertRows } from './upsert.ts'

const path = '/out/orders.csv'

const upsert = (
  files: MemoryFiles,
  items: readonly SinkItem<FileItem>[],
  format: RowFormat = csv,
) => upsertRows(fileContext({ directory: '/out' }, files), format, items)

const order = (id: string, total: string | null = '1') => write('orders', id, { id, total })

test('rows are written sorted by key, with a header of their columns', async () => {
  const files = memoryFiles()
  const outcomes = await upsert(files, [order('b', '2'), order('a', null), order('ä', '3')])
  expect(outcomes).toEqual([{ status: 'ok' }, { status: 'ok' }, { status: 'ok' }])
  expect(files.text(path)).toBe('id,total\na,\nb,2\nä,3\n')
  expect(files.names()).toEqual([path])
})

test('a batch is merged: rows are added, replaced and removed, all others keep their bytes', async () => {
  const files = memoryFiles({ [path]: 'id,total\na,1\n"b",2\nd,4\ne,5\n' })
  await upsert(files, [
    order('c', '3'),
    order('d', '44'),
    remove('orders', 'a'),
    remove('orders', 'x'),
  ])
  expect(files.text(path)).toBe('id,total\n"b",2\nc,3\nd,44\ne,5\n')
})

test('texts with quotes, delimiters, line ends and formula signs come out as they went in', async () => {
  const files = memoryFiles()
  const texts = ['a"b', 'a,b', 'a\nb', 'a\rb\r', 'x\r\n', '=1+1', ' a ', '', '\uFEFF', '\t']
  await upsert(
    files,
    texts.map((text, index) => write('orders', `${index}`, { id: `${index}`, yes: true, text })),
  )
  const { rows } = await readSource(files, path, { source: { key: ['id'] } })
  expect(rows).toEqual(texts.map((text, index) => ({ id: `${index}`, yes: 'true', text })))
})

test('a column that comes later is empty in the rows that were there', async () => {
  const files = memoryFiles()
  await upsert(files, [order('a'), order('b')])
  await upsert(files, [write('orders', 'c', { id: 'c', number: '7', total: '3' })])
  expect(files.text(path)).toBe('id,number,total\na,,1\nb,,1\nc,7,3\n')
})

test('tables by tab and lines of JSON are kept the same way', async () => {
  const files = memoryFiles()
  const items = [order('b', '2'), order('a')]
  await upsert(files, items, tsv)
  await upsert(files, items, ndjson)
  await upsert(files, [remove('orders', 'a'), order('c')], ndjson)
  expect(files.text('/out/orders.tsv')).toBe('id\ttotal\na\t1\nb\t2\n')
  expect(files.text('/out/orders.ndjson')).toBe('{"id":"b","total":"2"}\n{"id":"c","total":"1"}\n')
})

test('a line of JSON keeps any value, with the key first', async () => {
  const files = memoryFiles()
  const columns = { '2024': [1, null], lines: [{ a: 'x\ny' }], id: 'a"\\b' }
  await upsert(files, [write('orders', 'a"\\b', columns)], ndjson)
  const line = files.text('/out/orders.ndjson')
  expect(line.startsWith('{"id":"a\\"\\\\b",')).toBe(true)
  expect(JSON.parse(line)).toEqual(columns)
  await upsert(files, [remove('orders', 'a"\\b')], ndjson)
  expect(files.text('/out/orders.ndjson')).toBe('')
})

test('a list of JSON and a document of XML are kept whole, also when they become empty', async () => {
  const files = memoryFiles()
  await upsert(files, [order('b', '2'), order('a')], json)
  await upsert(files, [order('b', '2'), order('a')], xml)
  expect(files.text('/out/orders.json')).toBe(
    '[\n{"id":"a","total":"1"},\n{"id":"b","total":"2"}\n]\n',
  )
  expect(files.text('/out/orders.xml')).toBe(
    '<?xml version="1.0" encoding="UTF-8"?>\n<rows>\n<row><id>a</id><total>1</total></row>\n<row><id>b</id><total>2</total></row>\n</rows>\n',
  )
  for (const format of [json, xml]) {
    await upsert(files, [remove('orders', 'b'), order('c', null)], format)
    await upsert(files, [remove('orders', 'a')], format)
    await upsert(files, [remove('orders', 'c')], format)
  }
  expect(files.text('/out/orders.json')).toBe('[\n]\n')
  expect(files.text('/out/orders.xml')).toBe(
    '<?xml version="1.0" encoding="UTF-8"?>\n<rows>\n</rows>\n',
  )
})

test('values of any depth become elements, with names that XML allows', async () => {
  const files = memoryFiles()
  const columns = {
    id: ' <&>\t',
    '1 é:': true,
    lines: [{ sku: 'a', n: 1 }, { sku: null }],
    empty: '',
    none: [],
  }
  await upsert(files, [write('orders', ' <&>\t', columns)], xml)
  expect(files.text('/out/orders.xml').split('\n')[2]).toBe(
    '<row><id xml:space="preserve"> &lt;&amp;&gt;&#9;</id><_x0031__x0020_é_x003A_>true</_x0031__x0020_é_x003A_><lines><sku>a</sku><n>1</n></lines><lines></lines><empty></empty></row>',
  )
  const { rows } = await readSource(files, '/out/orders.xml', { source: { key: ['id'] } })
  expect(rows).toStrictEqual([
    {
      id: ' <&>\t',
      _x0031__x0020_é_x003A_: 'true',
      lines: [{ sku: 'a', n: '1' }, ''],
      empty: '',
    },
  ])
})

test('a character that XML has no way to write fails its item alone, and says which', async () => {
  const files = memoryFiles()
  const items = [order('a', 'x\u0001'), order('b', 'x\uFFFF'), order('c')]
  expect(await upsert(files, items, xml)).toMatchObject([
    {
      fault: {
        message: 'The row cannot be written: "total" holds the character U+0001, which XML cannot.',
      },
    },
    { status: 'failed' },
    { status: 'ok' },
  ])
})

test.each([
  ['json', json, '[{"id":"a"}]'],
  ['json', json, '[\n{"id":"a"}\n'],
  ['json', json, '[\n{"id":"a"}\n]\n[\n'],
  ['xml', xml, '<?xml version="1.0" encoding="UTF-8"?>\n<rows>\n<r><id>a</id></r>\n</rows>\n'],
] as const)(
  'a .%s file that somebody else wrote stays as it is: %#',
  async (extension, format, text) => {
    const files = memoryFiles({ [`/out/orders.${extension}`]: text })
    const [outcome] = await upsert(files, [order('c')], format)
    expect(outcome).toMatchObject({ status: 'failed', fault: { kind: 'config' } })
    expect(files.text(`/out/orders.${extension}`)).toBe(text)
  },
)

test('what is written as JSON or XML is read again as it was', async () => {
  const text = fc.string({
    unit: fc.constantFrom('a', ' ', '<', '&', '"', '\n', '\r', 'é', ']]>', '😀', '0'),
  })
  await fc.assert(
    fc.asyncProperty(
      fc.dictionary(
        text.filter((key) => key !== ''),
        fc.tuple(text, text),
        { maxKeys: 8 },
      ),
      fc.constantFrom(json, xml),
      async (values, format) => {
        const expected = Object.entries(values).map(([id, [a, b]]) => ({ id, a, b: { c: [a, b] } }))
        const files = memoryFiles()
        await upsert(
          files,
          expected.map((row) => write('orders', row.id, row)),
          format,
        )
        if (expected.length === 0) return
        const { rows } = await readSource(files, `/out/orders.${format.extension}`, {
          source: { key: ['id'] },
        })
        expect(rows).toStrictEqual(
          expected.toSorted((x, y) => Buffer.compare(Buffer.from(x.id), Buffer.from(y.id))),
        )
      },
    ),
    { numRuns: 200 },
  )
})

test('items of several files each go into theirs', async () => {
  const files = memoryFiles()
  await upsert(files, [order('a'), write('customers', 'c', { id: 'c' })])
  expect(files.names()).toEqual(['/out/customers.csv', path])
})

test('deletes of a file that does not exist make none', async () => {
  const files = memoryFiles()
  expect(await upsert(files, [remove('orders', 'a')])).toEqual([{ status: 'ok' }])
  expect(files.names()).toEqual([])
})

test('an item without its key in a column fails alone', async () => {
  const files = memoryFiles()
  const outcomes = await upsert(files, [order('a'), write('orders', 'b', { id: 'x' }), order('c')])
  expect(outcomes).toMatchObject([
    { status: 'ok' },
    { status: 'failed', fault: { kind: 'record' } },
    { status: 'ok' },
  ])
  expect(files.text(path)).toBe('id,total\na,1\nc,1\n')
})

test('an item with another key column than the file has fails', async () => {
  const files = memoryFiles({ [path]: 'id,total\na,1\n' })
  const [outcome] = await upsert(files, [write('orders', 'b', { number: 'b', total: '2' })])
  expect(outcome).toMatchObject({ status: 'failed', fault: { kind: 'record' } })
})

test.each([
  ['is not sorted', 'id,total\nb,1\na,2\n'],
  ['has a key twice', 'id,total\na,1\na,2\n'],
  ['has a last line without an end', 'id,total\na,1\nb,2'],
  ['has an open quote', 'id,total\na,"1\n'],
])(
  'a file that %s was written by somebody else: it fails and stays as it is',
  async (_name, content) => {
    const files = memoryFiles({ [path]: content })
    const [outcome] = await upsert(files, [order('c')])
    expect(outcome).toMatchObject({ status: 'failed', fault: { kind: 'config' } })
    expect(files.names()).toEqual([path])
    expect(files.text(path)).toBe(content)
  },
)

test('without a directory every item fails, and says what is missing', async () => {
  const context = fileContext({}, memoryFiles())
  await expect(upsertRows(context, csv, [order('a')])).rejects.toThrow('no folder to write to')
})

interface Step {
  readonly key: string
  readonly columns: Readonly<Record<string, string>> | null
}

const steps = fc.array(
  fc.record({
    key: fc.constantFrom('a', 'b', 'é', '😀', '"q"', 'x,y', 'n\nl', '10', '9'),
    columns: fc.option(
      fc
        .record({
          names: fc.shuffledSubarray(['number', 'total', 'note'], { minLength: 1 }),
          value: fc.constantFrom('', '1', 'a"b', 'c\nd', 'r\r', 'é,'),
        })
        .map(({ names, value }) => Object.fromEntries(names.map((name) => [name, value]))),
    ),
  }),
  { minLength: 1, maxLength: 20 },
)

const itemOf = ({ key, columns }: Step) =>
  columns === null ? remove('orders', key) : write('orders', key, { id: key, ...columns })

function cut<Item>(items: readonly Item[], sizes: readonly number[]): Item[][] {
  const batches: Item[][] = []
  let at = 0
  for (let turn = 0; at < items.length; turn += 1) {
    const size = sizes[turn % Math.max(1, sizes.length)] ?? items.length
    batches.push(items.slice(at, at + size))
    at += size
  }
  return batches
}

test.each([csv, ndjson, json, xml])(
  '$extension: batches, crashes and repeats do not show in the bytes',
  async (format) => {
    await fc.assert(
      fc.asyncProperty(
        steps,
        fc.array(fc.integer({ min: 1, max: 5 }), { maxLength: 5 }),
        fc.array(fc.integer({ min: 1, max: 12 }), { maxLength: 6 }),
        async (all, sizes, deaths) => {
          const whole = memoryFiles()
          await upsert(whole, all.map(itemOf), format)
          const files = memoryFiles()
          let death = 0
          for (const batch of cut(all.map(itemOf), sizes)) {
            for (const at of deaths.slice(death, death + 2)) {
              files.dieAt(at)
              await upsert(files, batch, format).catch(onlyDeath)
              files.restart()
            }
            death += 2
            await upsert(files, batch, format)
          }
          expect(rowsOf(files, format)).toEqual(rowsOf(whole, format))
        },
      ),
      { numRuns: 200 },
    )
  },
)

function onlyDeath(error: unknown): void {
  if (!(error instanceof Error) || error.message !== died) throw error
}

/** What is in the file of orders; nothing where there is none. */
function textOf(files: MemoryFiles, format: RowFormat): string {
  const target = `/out/orders.${format.extension}`
  return files.names().includes(target) ? files.text(target) : ''
}

/** Columns of rows that were replaced or removed on the way stay in a header: rows are compared by name. */
function rowsOf(files: MemoryFiles, format: RowFormat): unknown {
  const text = textOf(files, format)
  if (format.frame !== undefined) return text.match(/^(?:\{.*\}|<row>.*)(?=,?$)/gm) ?? []
  if (!format.hasHeader) return text
  const [header = [], ...rows] = parse(text, { record_delimiter: '\n' })
  return rows.map((row) =>
    Object.fromEntries(row.flatMap((cell, index) => (cell === '' ? [] : [[header[index], cell]]))),
  )
}

test('the same rows give the same file, byte for byte, in whatever order and batches they come', async () => {
  await fc.assert(
    fc.asyncProperty(
      fc.uniqueArray(
        steps.map(([first]) => first ?? { key: 'a', columns: null }),
        {
          selector: ({ key }) => key,
        },
      ),
      fc.infiniteStream(fc.nat()),
      fc.array(fc.integer({ min: 1, max: 4 }), { minLength: 1, maxLength: 4 }),
      async (rows, random, sizes) => {
        const items = rows.filter(({ columns }) => columns !== null).map(itemOf)
        const whole = memoryFiles()
        await upsert(whole, items)
        const shuffled = items
          .map((item) => ({ item, at: random.next().value ?? 0 }))
          .toSorted((a, b) => a.at - b.at)
          .map(({ item }) => item)
        const files = memoryFiles()
        for (const batch of cut([...shuffled, ...shuffled], sizes)) await upsert(files, batch)
        expect(textOf(files, csv)).toBe(textOf(whole, csv))
      },
    ),
    { numRuns: 200 },
  )
})
