import { expect, test } from 'vitest'
import type { Expression, Json, JsonObject } from '../../v1/index.ts'
import { compileMapping, type CompileOptions } from '../compile.ts'
import { functions } from './index.ts'

const run = async (expression: Expression, row: JsonObject = {}, options: CompileOptions = {}) => {
  const compiled = await compileMapping(
    {
      id: 'test',
      from: { connector: 'shop', stream: 'orders' },
      to: { connector: 'mail', sink: 'members' },
      // A field of the row each time, so that nothing is worked out in advance.
      fields: { it: expression },
    },
    options,
  )
  return compiled.map([row])
}

/** As in a file; an object literal with `then` looks like a promise to tools. */
const json = (text: string) => JSON.parse(text) as Expression

const row = {
  one: 'One',
  spaced: '  A b ',
  price: '2.55',
  count: 3,
  share: 0.1,
  big: 123_456_789_012_345_680_000,
  yes: true,
  tags: ['b', 'a', 'b', null],
  lines: [
    { sku: 'x', quantity: 2, price: '1.10' },
    { sku: 'y', quantity: -1, price: '0.005' },
  ],
  status: 'wc-completed',
  nothing: null,
  zero: '0.00',
  day: '2026-03-29',
  epoch: 1_291_191_960,
  minor: 1250,
  currency: 'EUR',
} as const

const table: readonly (readonly [Expression, Json | undefined])[] = [
  [{ $string: '$.count' }, '3'],
  [{ $string: '$.share' }, '0.1'],
  [{ $string: '$.big' }, '123456789012345680000'],
  [{ $string: '$.yes' }, 'true'],
  [{ $trim: '$.spaced' }, 'A b'],
  [{ $lower: '$.one' }, 'one'],
  [{ $upper: '$.one' }, 'ONE'],
  [{ $concat: ['$.one', ' ', '$.count', '$.missing', '$.nothing'] }, 'One 3'],
  [{ $join: '$.tags', with: ', ' }, 'b, a, b'],
  [{ $join: ['$.one', '$.missing', '$.count'], with: '-' }, 'One-3'],
  [{ $split: 'a, b,,c', at: ',' }, ['a', 'b', '', 'c']],
  [{ $split: '', at: ',' }, []],
  [{ $replace: '$.status', find: 'wc-', by: '' }, 'completed'],
  [{ $replace: 'a.b.c', find: '.', by: '$$&' }, 'a$&b$&c'],
  [{ $slice: '$.one', from: 1 }, 'ne'],
  [{ $slice: '$.tags', from: -2 }, ['b', null]],
  [{ $number: '$.price' }, 2.55],
  [{ $number: '' }, undefined],
  [{ $integer: '3.0' }, 3],
  [{ $boolean: 'Yes' }, true],
  [{ $boolean: 0 }, false],
  [{ $boolean: ' ' }, undefined],
  [{ $multiply: ['$.price', '$.count'] }, '7.65'],
  [{ $multiply: [0.1, 0.2] }, '0.02'],
  [{ $add: [0.1, 0.2] }, '0.3'],
  [{ $add: ['$.price', '$.missing'] }, undefined],
  [{ $subtract: ['$.count', 1, 1.5] }, '0.5'],
  [{ $divide: ['$.count', 8] }, '0.375'],
  [{ $negate: '$.price' }, '-2.55'],
  [{ $abs: -3 }, '3'],
  [{ $round: '2.345', places: 2 }, '2.35'],
  [{ $sum: { $each: '$.lines', as: { $multiply: ['$.quantity', '$.price'] } } }, '2.195'],
  [{ $sum: { $each: '$.lines', as: '$.quantity' } }, '1'],
  [{ $sum: { $filter: '$.tags', where: false } }, '0'],
  [{ $sum: ['$.price', '$.nothing'] }, '2.55'],
  [{ $min: ['10', '9', '$.nothing'] }, '9'],
  [{ $max: ['2026-01-02', '2025-12-31'] }, '2026-01-02'],
  [{ $max: { $filter: '$.tags', where: false } }, undefined],
  [{ $money: { $multiply: ['$.count', '$.price'] }, currency: 'EUR' }, 765],
  [
    {
      $money: { $sum: { $each: '$.lines', as: { $multiply: ['$.quantity', '$.price'] } } },
      currency: '$.currency',
    },
    220,
  ],
  [{ $money: '-12.345', currency: 'EUR' }, -1235],
  [{ $money: '12.5', currency: 'JPY' }, 13],
  [{ $money: '1.2345', currency: 'KWD' }, 1235],
  [{ $money: '', currency: 'EUR' }, undefined],
  [{ $money: '$.nothing', currency: 'EUR' }, null],
  [{ $money: '1', currency: ' eur ' }, 100],
  [{ $decimal: '$.minor', currency: 'EUR', places: 'needed' }, '12.5'],
  [{ $decimal: '$.minor', currency: 'EUR' }, '12.50'],
  [{ $decimal: -5, currency: 'EUR' }, '-0.05'],
  [{ $decimal: '$.minor', currency: 'JPY' }, '1250'],
  [{ $money: { $decimal: '$.minor', currency: 'EUR' }, currency: 'EUR' }, 1250],
  [{ $instant: '2010-12-01T08:26:00Z' }, '2010-12-01T08:26:00.000Z'],
  [{ $instant: '2010-12-01 08:26:00' }, '2010-12-01T08:26:00.000Z'],
  [{ $instant: '2010-12-01 08:26:00', zone: 'Europe/London' }, '2010-12-01T08:26:00.000Z'],
  [{ $instant: '2010-07-01T08:26', zone: 'Europe/London' }, '2010-07-01T07:26:00.000Z'],
  [
    { $instant: '2010-12-01T08:26:00.123456+01:00', zone: 'Asia/Tokyo' },
    '2010-12-01T07:26:00.123Z',
  ],
  [{ $instant: '2010-12-01T08:26:00-0530' }, '2010-12-01T13:56:00.000Z'],
  [{ $instant: '$.day', zone: 'Europe/Stockholm' }, '2026-03-28T23:00:00.000Z'],
  [{ $instant: '2026-03-29 01:30:00', zone: 'Europe/London' }, '2026-03-29T01:00:00.000Z'],
  [{ $instant: '2026-10-25 01:30:00', zone: 'Europe/London' }, '2026-10-25T00:30:00.000Z'],
  [{ $instant: '$.epoch' }, '2010-12-01T08:26:00.000Z'],
  [{ $instant: 1_291_191_960_123 }, '2010-12-01T08:26:00.123Z'],
  [{ $instant: '1291191960', unit: 's' }, '2010-12-01T08:26:00.000Z'],
  [{ $instant: '1.12.2010 8:26', format: 'd.M.yyyy H:mm' }, '2010-12-01T08:26:00.000Z'],
  [{ $instant: '12/1/10 12:26 am', format: 'M/d/yy h:mm a' }, '2010-12-01T00:26:00.000Z'],
  [{ $instant: '20101201T082600', format: "yyyyMMdd'T'HHmmss" }, '2010-12-01T08:26:00.000Z'],
  [{ $instant: ' ' }, undefined],
  [{ $date: '2010-12-01T23:30:00Z', zone: 'Europe/Stockholm' }, '2010-12-02'],
  [{ $date: '2010-12-01 23:30:00', zone: 'Europe/Stockholm' }, '2010-12-01'],
  [{ $date: '01.12.2010', format: 'dd.MM.yyyy' }, '2010-12-01'],
  [{ $each: { $filter: '$.lines', where: { $greater: ['$.quantity', 0] } }, as: '$.sku' }, ['x']],
  [{ $each: { $sort: '$.lines', by: '$.quantity' }, as: '$.sku' }, ['y', 'x']],
  [{ $sort: '$.tags' }, ['a', 'b', 'b', null]],
  [{ $sort: '$.tags', direction: 'descending' }, ['b', 'b', 'a', null]],
  [{ $first: '$.tags' }, 'b'],
  [{ $last: '$.tags' }, null],
  [{ $first: [] }, undefined],
  [{ $count: '$.tags' }, 4],
  [{ $unique: '$.tags' }, ['b', 'a', null]],
  [{ $flatten: [['a'], '$.missing', ['b', 'c']] }, ['a', 'b', 'c']],
  [{ $merge: [{ a: 1, b: 1 }, '$.nothing', { b: 2 }] }, { a: 1, b: 2 }],
  [{ $without: { a: 1, b: 2 }, fields: 'a, c' }, { b: 2 }],
  [{ $case: '$.status', of: { 'wc-completed': 'fulfilled' }, else: 'pending' }, 'fulfilled'],
  [{ $case: '$.count', of: { '3': 'three' } }, 'three'],
  [{ $case: '$.one', of: { toString: 1 }, else: '$.count' }, 3],
  [{ $case: 'toString', of: {} }, undefined],
  [{ $equals: ['$.tags', ['b', 'a', 'b', null]] }, true],
  [{ $equals: ['$.count', '3'] }, false],
  [{ $notEquals: ['$.missing', null] }, true],
  [{ $in: ['$.one', ['One', 'Two']] }, true],
  [{ $and: [true, '$.missing'] }, false],
  [{ $or: ['$.nothing', true] }, true],
  [{ $not: '$.missing' }, true],
  [{ $greater: ['10', 9] }, true],
  [{ $greater: ['b', 'a'] }, true],
  [{ $lessOrEqual: ['$.missing', 1] }, false],
  [{ $startsWith: ['$.status', 'wc-'] }, true],
  [{ $endsWith: ['$.status', 'ed'] }, true],
  [{ $contains: ['$.tags', 'a'] }, true],
  [{ $contains: ['$.one', 'n'] }, true],
  [{ $email: ' Anna.Berg+x@Example.ORG ' }, 'anna.berg+x@example.org'],
  [{ $email: 'anna@exämple.de' }, 'anna@exämple.de'],
  [{ $email: 'anna' }, undefined],
  [{ $email: 'anna@example' }, undefined],
  [{ $email: 'anna berg@example.org' }, undefined],
  [{ $email: 'a..b@example.org' }, undefined],
  [{ $email: '' }, undefined],
  [{ $phone: '070-174 06 05', country: 'SE' }, '+46701740605'],
  [{ $phone: '020 7946 0018', country: 'United Kingdom' }, '+442079460018'],
  [{ $phone: '+46 70 174 06 05' }, '+46701740605'],
  [{ $phone: '070-174 06 05' }, undefined],
  [{ $phone: '12', country: 'SE' }, undefined],
]

test.each(table)('%j is %j', async (expression, expected) => {
  const { items, problems } = await run(expression, row)
  expect(problems).toStrictEqual([])
  expect(items[0]?.['it']).toStrictEqual(expected)
})

test.each<readonly [Expression, RegExp]>([
  [{ $money: '$.one', currency: 'EUR' }, /\$money expected a decimal/],
  [{ $money: '$.price', currency: '$.one' }, /\$money expected a currency such as EUR/],
  [{ $money: '$.big', currency: 'EUR' }, /too large/],
  [{ $integer: '$.price' }, /\$integer expected a whole number/],
  [{ $boolean: '$.one' }, /\$boolean expected true, yes, 1/],
  [{ $instant: '$.one' }, /\$instant expected a date and time/],
  [{ $instant: '$.day', format: 'dd.MM.yyyy' }, /expected a date written as dd.MM.yyyy/],
  [{ $instant: '$.day', zone: '$.one' }, /expected an IANA time zone/],
  [{ $instant: '$.big' }, /years 0 to 9999/],
  [{ $each: '$.one', as: '$' }, /\$each expected a list, found text/],
  [{ $string: '$.tags' }, /\$string expected text or a number, found a list of 4/],
  [json('{"$if": "$.one", "then": 1}'), /\$if expected true or false/],
  [{ $greater: ['$.one', '$.count'] }, /expected two numbers or two texts/],
  [{ $divide: ['$.count', '$.zero'] }, /cannot divide by zero/],
])('%j is a record fault', async (expression, message) => {
  const { items, problems } = await run(expression, row)
  expect(items).toStrictEqual([])
  expect(problems[0]?.message).toMatch(message)
})

test('$convert uses the rate of the day and its own currency', async () => {
  const asked: string[] = []
  const options: CompileOptions = {
    rates(from, to, day) {
      asked.push(`${from} ${to} ${day}`)
      return day === '2026-03-29' ? '11.2345' : undefined
    },
  }
  const convert = { $convert: '$.minor', to: 'SEK', at: '$.day' }
  expect((await run(convert, row, options)).items).toStrictEqual([{ it: 14_043 }])
  expect(asked).toStrictEqual(['EUR SEK 2026-03-29'])
  const same = { $convert: '$.minor', to: 'EUR', at: '$.day' }
  expect((await run(same, row)).items).toStrictEqual([{ it: 1250 }])
})

test('without a rate the field is missing, the item goes on, and a note says so', async () => {
  const convert = { $convert: '$.minor', to: 'SEK', at: '$.day', from: 'USD' }
  const { items, problems, notes } = await run(convert, row, { rates: () => undefined })
  expect(items).toStrictEqual([{}])
  expect(problems).toStrictEqual([])
  expect(notes).toMatchObject([
    { path: ['it'], message: expect.stringContaining('no rate from USD to SEK for 2026-03-29') },
  ])
  const without = await run(convert, row)
  expect(without.notes[0]?.message).toContain('no source of exchange rates')
})

test('every function says in one line what it does', () => {
  expect(functions.size).toBeGreaterThan(50)
  for (const [name, { says }] of functions) {
    expect(name).toMatch(/^\$[a-z][A-Za-z]*$/)
    expect(says).toMatch(/^\S.*\.$/)
  }
})
