import { stringify } from 'csv-stringify/sync'
import * as fc from 'fast-check'
import { expect, test } from 'vitest'
import { rowWriter } from './row-text.ts'

const fields = ['id', 'email', 'lines', 'isGuest']
const rows = [
  { id: 'a:1', isGuest: false, lines: [{ sku: 'x,"y"' }] },
  { email: 'b\n@c', id: 'a:2' },
]

test('CSV has the heading of the model, JSON in nested cells, and empty cells for what is missing', () => {
  const { head, page } = rowWriter('csv', fields)
  expect(head + page(rows)).toBe(
    [
      'id,email,lines,isGuest',
      'a:1,,"[{""sku"":""x,\\""y\\""""}]",false',
      'a:2,"b\n@c",,',
      '',
    ].join('\n'),
  )
})

test.each([
  '=HYPERLINK("https://evil.example")',
  '+SUM(1)',
  '-2+3',
  '@SUM(1)',
  '\t=1',
  '\r=1',
  "'=1",
])('in CSV for people %j is a text, and raw it is what it was', (email) => {
  const cells = (raw: boolean) =>
    rowWriter('csv', ['id', 'email'], { raw }).page([{ id: 'a', email }])
  expect(cells(false)).toBe(stringify([['a', `'${email}`]]))
  expect(cells(true)).toBe(stringify([['a', email]]))
})

test('numbers with a sign, whether amounts or telephone numbers, stay what they are', () => {
  const { page } = rowWriter('csv', ['id', 'email'])
  expect(page([{ id: '+4520304050', email: -12.5 }])).toBe('+4520304050,-12.5\n')
})

test('other formats are never changed', () => {
  const row = { id: '=1+1' }
  expect(rowWriter('ndjson', ['id']).page([row])).toBe('{"id":"=1+1"}\n')
})

test('NDJSON has one row a line, with its own fields in the order of the model', () => {
  const { head, page } = rowWriter('ndjson', fields)
  expect(head + page(rows)).toBe(
    '{"id":"a:1","lines":[{"sku":"x,\\"y\\""}],"isGuest":false}\n{"id":"a:2","email":"b\\n@c"}\n',
  )
})

test('JSON is one list, also of no rows', () => {
  const { head, page, between, tail } = rowWriter('json', fields)
  const text = head + page(rows.slice(0, 1)) + between + page(rows.slice(1)) + tail
  expect(JSON.parse(text)).toStrictEqual(rows)
  expect(text.split('\n')).toHaveLength(5)
  expect(JSON.parse(head + tail)).toStrictEqual([])
})

test('pages make the same text as one page', () => {
  const row = fc.record({ id: fc.string(), email: fc.option(fc.string()) })
  fc.assert(
    fc.property(
      fc.array(row),
      fc.nat(5),
      fc.constantFrom('csv' as const, 'ndjson' as const, 'json' as const),
      (all, at, format) => {
        const { page, between } = rowWriter(format, fields)
        const parts = [all.slice(0, at), all.slice(at)].filter((part) => part.length > 0)
        expect(parts.map(page).join(between)).toBe(page(all))
      },
    ),
  )
})
