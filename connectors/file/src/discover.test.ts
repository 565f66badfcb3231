import { utils, write } from '@e965/xlsx'
import { expect, test } from 'vitest'
import { file } from './index.ts'
import { fileContext, type Logged } from './testing/context.ts'
import { memoryFiles } from './testing/memory-files.ts'

const csv = 'OrderNo,Total,Placed\n001,12.50,2026-11-24\n002,3,2026-11-25\n'

const config = { sources: { orders: { path: '/in/orders.csv' } } }
const discover = async (content: string) =>
  (await file.discover?.(fileContext(config, memoryFiles({ '/in/orders.csv': content })))) ?? null

test('columns and what they seem to hold are found from the head of the file', async () => {
  expect(await discover(csv)).toEqual({
    sources: {
      orders: {
        columns: [
          { name: 'OrderNo', type: 'text', everywhere: true },
          { name: 'Total', type: 'decimal', everywhere: true },
          { name: 'Placed', type: 'date', everywhere: true },
        ],
      },
    },
  })
})

test('columns of a sheet and of elements are found as those of a table', async () => {
  const rows = [
    { id: '0017', total: 12.5, paid: true },
    { id: '2', total: -3, paid: false },
  ]
  const book = utils.book_new(utils.json_to_sheet(rows), 'one')
  const context = fileContext(
    {
      sources: {
        book: { path: '/in/a.xlsx' },
        old: { path: '/in/a.xls' },
        list: { path: '/in/a.xml' },
      },
    },
    memoryFiles({
      '/in/a.xlsx': write(book, { type: 'buffer', bookType: 'xlsx' }) as Buffer,
      '/in/a.xls': write(book, { type: 'buffer', bookType: 'biff8' }) as Buffer,
      '/in/a.xml': '<o><r id="0017"><total>12.5</total><paid>true</paid></r><r id="2"/></o>',
    }),
  )
  const { sources = {} } = (await file.discover?.(context)) ?? {}
  const types = (name: string) => sources[name]?.columns.map((column) => [column.name, column.type])
  const expected = [
    ['id', 'text'],
    ['total', 'decimal'],
    ['paid', 'boolean'],
  ]
  expect(types('book')).toStrictEqual(expected)
  expect(types('old')).toStrictEqual(expected)
  expect(types('list')).toStrictEqual([['@id', 'text'], ...expected.slice(1)])
})

test('of several files a column that one of them lacks is not everywhere', async () => {
  const context = fileContext(
    { directory: '/in', sources: { orders: { pattern: '*.csv' } } },
    memoryFiles({ '/in/a.csv': 'a,b\n1,2\n', '/in/b.csv': 'a,c\n1,2\n', '/in/.c.csv': 'x\n' }),
  )
  const found = await file.discover?.(context)
  expect(found?.sources['orders']?.columns).toMatchObject([
    { name: 'a', everywhere: true },
    { name: 'b', everywhere: false },
    { name: 'c', everywhere: false },
  ])
})

test('a source that cannot be read keeps the others from nothing', async () => {
  const logged: Logged[] = []
  const two = { sources: { gone: { path: '/in/x.csv' }, ...config.sources } }
  const found = await file.discover?.(
    fileContext(two, memoryFiles({ '/in/orders.csv': csv }), logged),
  )
  expect(Object.keys(found?.sources ?? {})).toEqual(['orders'])
  expect(logged[0]?.fields).toMatchObject({ source: 'gone' })
})

test('guesses change no row, and the known columns are in the schema of rows', async () => {
  const found = await discover(csv)
  const { streams } = file.parts({ config, found })
  const schema = streams?.['orders']?.schema['~standard']
  expect(schema?.jsonSchema.input({ target: 'draft-2020-12' })).toMatchObject({
    properties: { OrderNo: { type: 'string' }, Total: { type: 'string' }, _line: {} },
    required: ['OrderNo', 'Total', 'Placed', '_file', '_line'],
    additionalProperties: {},
  })
  expect(
    schema?.validate({ OrderNo: '', Total: 'x', Placed: '', New: 1, _file: 'a', _line: 2 }),
  ).not.toHaveProperty('issues')
})

test('a column that was there at the last discovery and is gone stops the stream', async () => {
  const found = await discover(csv)
  const files = memoryFiles({ '/in/orders.csv': 'OrderNo,Sum,Placed\n1,2,3\n' })
  const list = file.parts({ config, found }).streams?.['orders']?.list
  const walk = list?.read(fileContext(config, files), { params: { path: 'orders.csv' } }, undefined)
  await expect(walk?.[Symbol.asyncIterator]().next()).rejects.toMatchObject({
    kind: 'config',
    scope: 'part',
  })
})

test('streams are the sources, and the sinks are always there', () => {
  const parts = file.parts({ config, found: null })
  expect(Object.keys(parts.streams ?? {})).toEqual(['orders'])
  expect(Object.keys(parts.sinks ?? {})).toEqual([
    'csv',
    'tsv',
    'xlsx',
    'ndjson',
    'json',
    'xml',
    'csv-append',
    'ndjson-append',
  ])
})
