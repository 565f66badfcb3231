import * as fc from 'fast-check'
import { expect, test } from 'vitest'
import { mostGroupBytes } from './assumptions.ts'
import { fieldValue, fitting, typedValue, typedValues, writtenValue } from './values.ts'

const zone = 'Europe/Stockholm'

test.each([
  ['Maja', 'text', 'Maja'],
  [12.5, 'text', '12.5'],
  [false, 'text', 'false'],
  [['a', null, 'b', 'a', ''], 'multiple', ['a', 'b']],
  [{ date: '1986-05-15' }, 'date', '1986-05-15'],
  [{ datetime: '2026-01-01T12:45:00Z' }, 'datetime', '2026-01-01 13:45:00'],
  [{ time: '13:45:00' }, 'time', '13:45:00'],
  [{ single: 'gold' }, 'single', 'gold'],
  [{ json: [{ sku: 'A' }] }, 'json', '[{"sku":"A"}]'],
  [{ json: [] }, 'json', '[]'],
])('%j is written as %s', (given, type, written) => {
  const made = typedValue(fieldValue.parse(given), zone)
  expect(made?.type).toBe(type)
  expect(made === undefined ? undefined : writtenValue(made)).toStrictEqual(written)
})

test.each([[''], [null], [[]], [['', null]], [{}], [{ single: '' }], [{ json: null }]])(
  '%j is left out, since Rule refuses what is empty',
  (given) => {
    expect(typedValue(fieldValue.parse(given), zone)).toBeUndefined()
  },
)

test.each([
  { date: '15 May' },
  { date: '2026-02-30' },
  { datetime: '2026-01-01' },
  { time: '25:00:00' },
  { date: '2026-01-01', time: '10:00:00' },
  { money: '1' },
])('%j is no value', (given) => {
  expect(fieldValue.safeParse(given).success).toBe(false)
})

test('of a long list in JSON the last entries are left out, and nothing else', () => {
  fc.assert(
    fc.property(
      fc.integer({ min: 0, max: 2_000 }),
      fc.integer({ min: 1, max: 120 }),
      (count, width) => {
        const lines = Array.from({ length: count }, (_none, index) => ({
          index,
          name: 'ä'.repeat(width),
        }))
        const short = fitting(typedValues({ orderid: '7', products: { json: lines } }, zone))
        const kept = short?.get('products')?.value as typeof lines
        expect(short?.get('orderid')?.value).toBe('7')
        expect(kept).toStrictEqual(lines.slice(0, kept.length))
        expect(new TextEncoder().encode(JSON.stringify(kept)).length).toBeLessThanOrEqual(
          mostGroupBytes,
        )
      },
    ),
  )
})

test('a text that is too long does not become shorter', () => {
  expect(fitting(typedValues({ note: 'x'.repeat(mostGroupBytes + 1) }, zone))).toBeUndefined()
})
