/** Each form, parsed back by a library that others use, gives the rows that were written, whatever text they hold. */
import { parse } from 'csv-parse/sync'
import * as fc from 'fast-check'
import type { JsonObject } from '@cartograph/core'
import { expect, test } from 'vitest'
import type { Feed } from '../../config/index.ts'
import { cleanItem } from '../clean-item.ts'
import { plainFeed } from '../testing/feed-shop.ts'
import { elementsOf } from '../testing/parsed-xml.ts'
import { cellText, csvForm } from './csv.ts'
import { encoded, formOf } from './form.ts'

const hostile = fc.oneof(
  fc.string({ unit: 'binary' }),
  fc.string({ unit: 'grapheme' }),
  fc.constantFrom(
    '',
    ' ',
    '\u0000\u0001\u001f\u007f\u0085',
    '\ud800',
    ']]>',
    '<![CDATA[x]]>',
    '<script>alert(1)</script>',
    '&amp;&#0;&unknown;',
    '"quoted", and\r\nbroken\rlines\n',
    '=1+1',
    '-2+3',
    '@SUM(A1)',
    '\t=cmd',
    "'",
    ';|,',
    '\ufffe\uffff',
    '\u2028\u2029',
    'Ægte smørrebrød 🥪',
    '__proto__',
  ),
)
const row = fc.record({ id: hostile, title: hostile, brand: hostile }, { requiredKeys: ['id'] })
const pagesOfRows = fc.array(fc.array(row, { maxLength: 5 }), { maxLength: 4 })

async function written(feed: Feed, pages: readonly (readonly JsonObject[])[]): Promise<string> {
  const given = async function* given() {
    yield* pages
  }
  let text = ''
  for await (const piece of encoded(formOf(feed), given())) text += piece
  return text
}

const clean = (pages: readonly (readonly JsonObject[])[]) =>
  pages.map((page) => page.map((each) => cleanItem(each)))

const fields = { id: '$.id', title: '$.name', brand: '$.brand' }
test('JSON parsed back is the rows, alone and below a name', async () => {
  await fc.assert(
    fc.asyncProperty(pagesOfRows, async (given) => {
      const pages = clean(given)
      expect(JSON.parse(await written(plainFeed(), pages))).toStrictEqual(pages.flat())
      const named = await written(plainFeed({ jsonRoot: 'products' }), pages)
      expect(JSON.parse(named)).toStrictEqual({ products: pages.flat() })
    }),
  )
})

test('lines of JSON parsed back are the rows', async () => {
  await fc.assert(
    fc.asyncProperty(pagesOfRows, async (given) => {
      const pages = clean(given)
      const lines = (await written(plainFeed({ form: 'ndjson' }), pages)).split('\n').slice(0, -1)
      expect(lines.map((line) => JSON.parse(line) as unknown)).toStrictEqual(pages.flat())
    }),
  )
})

test('CSV parsed back is the cells of the rows, with each separator', async () => {
  await fc.assert(
    fc.asyncProperty(
      pagesOfRows,
      fc.constantFrom(',', ';', '\t', '|'),
      async (given, separator) => {
        const pages = clean(given)
        const text = await written(plainFeed({ form: 'csv', separator, fields }), pages)
        const cells = parse(text, { delimiter: separator, relax_column_count: false })
        const names = Object.keys(fields)
        expect(cells).toStrictEqual([
          names,
          ...pages.flat().map((each) => names.map((name) => cellText(each[name]))),
        ])
      },
    ),
  )
})

test('XML parsed back is the rows', async () => {
  await fc.assert(
    fc.asyncProperty(pagesOfRows, async (given) => {
      const pages = clean(given)
      const text = await written(plainFeed({ form: 'xml' }), pages)
      expect(elementsOf(text, 'product')).toStrictEqual(pages.flat())
    }),
  )
})

test('RSS parsed back is the rows, under the names of Google', async () => {
  await fc.assert(
    fc.asyncProperty(pagesOfRows, async (given) => {
      const pages = clean(given)
      const text = await written(plainFeed({ set: 'google', form: 'rss' }), pages)
      const named = pages
        .flat()
        .map((each) =>
          Object.fromEntries(Object.entries(each).map(([name, value]) => [`g:${name}`, value])),
        )
      expect(elementsOf(text, 'item')).toStrictEqual(named)
      expect(elementsOf(text, 'channel')).toMatchObject([{ title: 'Shop' }])
    }),
  )
})

test('no cell of a guarded table begins like a formula', async () => {
  fc.assert(
    fc.property(hostile, (text) => {
      const { page } = csvForm(['a'], { separator: ',', guardFormulas: true })
      const [[cell = ''] = []] = parse(`${page([cleanItem({ a: text })])}x`)
      expect(cell).not.toMatch(/^[=+\-@\t\r]/)
    }),
  )
})

test('a list repeats its element, an object holds others, and a name that XML does not know is mended', async () => {
  const rows = [{ id: '1', image: ['a', 'b'], shipping: { country: 'DK', 'a b': 1 }, none: [] }]
  const feed = plainFeed({ form: 'xml', names: { root: 'products', item: 'item' } })
  expect(await written(feed, [rows])).toBe(
    '<?xml version="1.0" encoding="UTF-8"?>\n<products>\n<item><id>1</id><image>a</image><image>b</image><shipping><country>DK</country><a_b>1</a_b></shipping></item>\n</products>\n',
  )
})

test('a list is one cell with commas, and an object is JSON', () => {
  expect([['a', 'b', null], { a: 1 }, true, 1.5, null].map((each) => cellText(each))).toStrictEqual(
    ['a,b,', '{"a":1}', 'true', '1.5', ''],
  )
})

test('a feed without rows is a whole document', async () => {
  expect(JSON.parse(await written(plainFeed(), []))).toStrictEqual([])
  expect(await written(plainFeed({ form: 'ndjson' }), [[]])).toBe('')
})
