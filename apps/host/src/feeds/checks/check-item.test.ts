import * as fc from 'fast-check'
import { expect, test } from 'vitest'
import type { JsonObject } from '@cartograph/core'
import { seenTexts } from '../seen-texts.ts'
import { checkItem } from './check-item.ts'
import { fieldRules } from './field-rule.ts'
import { isGtin } from './gtin.ts'
import { problemTally } from './problem-tally.ts'

const google = fieldRules('google', [])
const sound: JsonObject = {
  id: '1',
  title: 'Jacket',
  description: 'Warm.',
  link: 'https://shop.example/p/1',
  image_link: 'https://shop.example/1.jpg',
  availability: 'in_stock',
  price: '1199.00 DKK',
  brand: 'Nordlys',
  gtin: '4006381333931',
  product_type: 'Clothes',
}
const problemsOf = (changed: JsonObject) =>
  checkItem({ ...sound, ...changed }, google, seenTexts()).map(
    ({ field, rule, severity }) => `${severity} ${rule} ${field}`,
  )

test('a sound row has no problem', () => {
  expect(problemsOf({})).toStrictEqual([])
})

test.each([
  [{ id: '' }, 'error required id'],
  [{ id: 'x'.repeat(51) }, 'error length id'],
  [{ title: null }, 'error required title'],
  [{ title: 'x'.repeat(151) }, 'warning length title'],
  [{ link: '/p/1' }, 'error url link'],
  [{ link: 'http://shop.example/p/1' }, 'warning url link'],
  [{ link: 'https://shop.example/p 1' }, 'error url link'],
  [{ link: 'javascript:alert(1)' }, 'error url link'],
  [{ image_link: [] }, 'error required image_link'],
  [{ additional_image_link: ['https://a.example/1.jpg', 'x'] }, 'error url additional_image_link'],
  [{ availability: 'in stock' }, 'error value availability'],
  [{ price: '0.00 DKK' }, 'error price price'],
  [{ price: '-1.00 DKK' }, 'error price price'],
  [{ price: '1.199,00 DKK' }, 'error price price'],
  [{ price: '1199.00' }, 'error price price'],
  [{ gtin: '4006381333932' }, 'warning gtin gtin'],
  [{ gtin: undefined }, 'warning required gtin'],
  [{ product_type: undefined }, 'warning required product_type'],
])('%j is told as: %s', (changed, problem) => {
  expect(problemsOf(changed)).toStrictEqual([problem])
})

test('characters count, not the units of a computer', () => {
  expect(problemsOf({ title: '🥪'.repeat(150) })).toStrictEqual([])
})

test('the second row of an id is told, and a row with errors takes nobody’s id', () => {
  const seen = seenTexts()
  const check = (changed: JsonObject) =>
    checkItem({ ...sound, ...changed }, google, seen).map(({ rule }) => rule)
  expect(check({ price: null })).toStrictEqual(['required'])
  expect(check({})).toStrictEqual([])
  expect(check({})).toStrictEqual(['duplicate'])
})

test('a field that a plain feed does not have is not missed', () => {
  const rules = fieldRules('plain', ['id', 'name'])
  expect(checkItem({ id: '1', name: 'a' }, rules, seenTexts())).toStrictEqual([])
})

test.each(['4006381333931', '96385074', '036000291452', '10012345678902'])(
  '%s is a GTIN',
  (gtin) => {
    expect(isGtin(gtin)).toBe(true)
  },
)

test('with another last digit it is none', () => {
  fc.assert(
    fc.property(
      fc
        .constantFrom(7, 11, 12, 13)
        .chain((length) =>
          fc.array(fc.integer({ min: 0, max: 9 }), { minLength: length, maxLength: length }),
        ),
      (digits) => {
        const right = Array.from({ length: 10 }, (_each, last) => `${digits.join('')}${last}`)
        expect(right.filter((text) => isGtin(text))).toHaveLength(1)
      },
    ),
  )
})

test('a million problems are a short report, errors first', () => {
  const tally = problemTally()
  const problem = {
    field: 'a',
    rule: 'required',
    severity: 'warning',
    expected: 'a value',
  } as const
  for (let row = 0; row < 1000; row += 1) tally.add(`shop:${row}`, [problem])
  tally.add('shop:0', [{ ...problem, severity: 'error', value: 'x' }])
  const [first, second] = tally.groups()
  expect(first).toStrictEqual({
    ...problem,
    severity: 'error',
    count: 1,
    examples: [{ row: 'shop:0', value: 'x' }],
  })
  expect([second?.count, second?.examples.length]).toStrictEqual([1000, 10])
})
