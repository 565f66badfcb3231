import { parse } from 'csv-parse/sync'
import * as fc from 'fast-check'
import { expect, test } from 'vitest'
import { answered, october, widget } from './testing/answered-widget.ts'
import { widgetCsv } from './widget-csv.ts'

const places = widget('places', { metrics: ['orders', 'net_sales'], by: ['city'] })

test('amounts are whole units with decimals, to the cent whatever their size', () => {
  const answer = answered(
    places,
    ['3', '0'],
    [
      ['Köln', '2', '-5'],
      ['Graz', '1', '123456789012345678901'],
    ],
  )
  expect(widgetCsv(answer)).toBe(
    'city,orders,net_sales,currency\nKöln,2,-0.05,EUR\nGraz,1,1234567890123456789.01,EUR\n',
  )
})

test('a currency without smaller units has no decimals, and what is unknown is empty', () => {
  const value = widget('value', { metrics: ['net_sales', 'aov'] })
  const answer = { ...answered(value, ['0', '1250']), currency: 'JPY' }
  const unknown = { value: undefined }
  const total = { ...answer.total, figures: [unknown, { value: '1250' }] }
  expect(widgetCsv({ ...answer, total })).toBe('net_sales,aov,currency\n,1250,JPY\n')
})

test('what it is compared with stands beside it', () => {
  const answer = answered(widget('orders'), ['3'])
  const total = { ...answer.total, figures: [{ value: '3', compared: '2' }] }
  expect(widgetCsv({ ...answer, total, comparedRange: october })).toBe(
    'orders,orders_compared,currency\n3,2,EUR\n',
  )
})

test('what is called by an id has its name beside it, no formula either', () => {
  const products = widget('products', { metrics: ['orders'], by: ['product'] })
  const answer = {
    ...answered(
      products,
      ['3'],
      [
        ['shop:1', '2'],
        ['shop:2', '1'],
      ],
    ),
    labels: { product: { 'shop:1': '=Mug' } },
  }
  expect(widgetCsv(answer)).toBe(
    "product,product_name,orders,currency\nshop:1,'=Mug,2,EUR\nshop:2,,1,EUR\n",
  )
})

test('no name of a group is a formula to a spreadsheet', () => {
  fc.assert(
    fc.property(fc.constantFrom('=', '+', '-', '@', '\t', '\r'), fc.string(), (sign, rest) => {
      const csv = widgetCsv(answered(places, ['1', '1'], [[`${sign}${rest}`, '1', '1']]))
      const [, row] = parse(csv) as readonly (readonly string[])[]
      expect(row?.[0]).toMatch(/^(?:'|[+-]\d+(?:\.\d+)?$)/u)
    }),
  )
})
