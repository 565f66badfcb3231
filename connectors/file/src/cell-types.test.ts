import * as fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { cellType } from './cell-types.ts'
import { columnSettings } from './column-settings.ts'

/** What cells of a column become; undefined where they do not fit. */
function reader(settings: object) {
  return cellType(columnSettings.parse(settings)).read
}

describe('decimal', () => {
  test.each([
    [{}, '12.50', '12.50'],
    [{}, '-0.001', '-0.001'],
    [{}, '+7', '7'],
    [{}, '.5', '0.5'],
    [{}, ' 5. ', '5'],
    [{}, '00012345678901234567890.10', '00012345678901234567890.10'],
    [{ decimalComma: true }, '12,50', '12.50'],
    [{ thousands: ',' }, '1,234,567.8', '1234567.8'],
    [{ thousands: ',' }, '1234.5', '1234.5'],
    [{ thousands: '.', decimalComma: true }, '-1.234,5', '-1234.5'],
    [{ thousands: ' ', decimalComma: true }, '1\u00A0234\u202F567,8', '1234567.8'],
    [{ thousands: "'" }, "1'234", '1234'],
    [{}, '', null],
  ])('%j reads %j as %j', (settings, cell, expected) => {
    expect(reader({ type: 'decimal', ...settings })(cell)).toBe(expected)
  })

  test.each([
    [{}, '1,5'],
    [{}, '1e5'],
    [{}, '.'],
    [{}, '-'],
    [{}, '12 €'],
    [{ decimalComma: true }, '1.5'],
    [{ decimalComma: true }, '1.234,5'],
    [{ thousands: ',' }, '1,5'],
    [{ thousands: ',' }, '12,34,567'],
    [{ thousands: '.', decimalComma: true }, '1.5'],
  ])('%j refuses %j', (settings, cell) => {
    expect(reader({ type: 'decimal', ...settings })(cell)).toBeUndefined()
  })

  test('no digit is ever lost, however a number is written', () => {
    const number = fc.tuple(
      fc.bigInt({ min: 0n, max: 10n ** 30n }),
      fc.stringMatching(/^\d{1,20}$/),
    )
    fc.assert(
      fc.property(number, fc.boolean(), ([whole, decimals], isNegative) => {
        const plain = `${isNegative ? '-' : ''}${whole}.${decimals}`
        const grouped = `${isNegative ? '-' : ''}${String(whole).replaceAll(/\B(?=(?:\d{3})+$)/g, '.')},${decimals}`
        expect(reader({ type: 'decimal' })(plain)).toBe(plain)
        expect(reader({ type: 'decimal', thousands: '.', decimalComma: true })(grouped)).toBe(plain)
      }),
    )
  })
})

describe('integer', () => {
  test('whole numbers are numbers as long as they are exact', () => {
    const read = reader({ type: 'integer', thousands: '.' })
    expect(['1.234', '-5', '0', '-0', '9007199254740991'].map(read)).toEqual([
      1234, -5, 0, 0, 9007199254740991,
    ])
    expect(['9007199254740993', '1,5', 'x', '1.5'].map(read)).toEqual([
      undefined,
      undefined,
      undefined,
      undefined,
    ])
  })
})

describe('boolean', () => {
  test('the usual words are known, in any case', () => {
    const read = reader({ type: 'boolean' })
    expect(['TRUE', 'no', '1', ' y ', '', 'ja'].map(read)).toEqual([
      true,
      false,
      true,
      true,
      null,
      undefined,
    ])
  })

  test('own words replace them', () => {
    const read = reader({ type: 'boolean', trueWords: ['Ja'], falseWords: ['-'] })
    expect(['ja', '-', 'true'].map(read)).toEqual([true, false, undefined])
  })
})

describe('date', () => {
  test('days come out as ISO has them, and a day that no calendar has is refused', () => {
    const read = reader({ type: 'date', format: 'dd.MM.yyyy' })
    expect(['29.02.2024', '01.01.0099', '29.02.2023', '31.04.2026', '1.1.2026'].map(read)).toEqual([
      '2024-02-29',
      '0099-01-01',
      undefined,
      undefined,
      undefined,
    ])
  })
})

describe('instant', () => {
  test('without a form ISO 8601 is read, in the zone where it carries no offset', () => {
    const read = reader({ type: 'instant', zone: 'Europe/London' })
    expect(
      [
        '2010-12-01 08:26:00',
        '2010-07-01T08:26',
        '2010-07-01T08:26:00.5Z',
        '2010-07-01T08:26:00+0200',
      ].map(read),
    ).toEqual([
      '2010-12-01T08:26:00.000Z',
      '2010-07-01T07:26:00.000Z',
      '2010-07-01T08:26:00.500Z',
      '2010-07-01T06:26:00.000Z',
    ])
  })

  test('an hour that comes twice is the first, one that does not come is moved on', () => {
    const read = reader({ type: 'instant', zone: 'Europe/Stockholm', format: 'yyyy-MM-dd HH:mm' })
    expect(['2026-10-25 02:30', '2026-03-29 02:30', '2026-03-29 03:30'].map(read)).toEqual([
      '2026-10-25T00:30:00.000Z',
      '2026-03-29T01:30:00.000Z',
      '2026-03-29T01:30:00.000Z',
    ])
  })

  test('half days, offsets and quoted text are read', () => {
    const half = reader({ type: 'instant', format: "MM/dd/yyyy 'at' hh:mm a" })
    expect(
      ['12/31/2025 at 12:05 AM', '12/31/2025 at 12:05 pm', '12/31/2025 at 13:05 PM'].map(half),
    ).toEqual(['2025-12-31T00:05:00.000Z', '2025-12-31T12:05:00.000Z', undefined])
    const offset = reader({ type: 'instant', format: 'yyyyMMdd HHmmss.SSSXXX' })
    expect(offset('20260101 000000.250-05:30')).toBe('2026-01-01T05:30:00.250Z')
  })

  test('every wall clock of a zone comes back to itself but in the two odd hours', () => {
    const read = reader({ type: 'instant', zone: 'America/St_Johns' })
    const wall = new Intl.DateTimeFormat('sv-SE', {
      timeZone: 'America/St_Johns',
      dateStyle: 'short',
      timeStyle: 'medium',
    })
    const instants = fc.date({
      min: new Date('1990-01-01'),
      max: new Date('2040-01-01'),
      noInvalidDate: true,
    })
    fc.assert(
      fc.property(instants, (date) => {
        const text = wall.format(date)
        expect(wall.format(Date.parse(read(text) as string))).toBe(text)
      }),
    )
  })
})

describe('settings of columns', () => {
  test.each([
    [{ type: 'instant', format: 'YYYY-MM-DD' }, 'yyyy MM dd'],
    [{ type: 'instant', format: 'hh:mm' }, 'yyyy MM dd'],
    [{ type: 'instant', format: 'yyyy-MM-dd hh:mm' }, 'yyyy MM dd'],
    [{ type: 'instant', zone: 'Europe/Londn' }, 'IANA time zone'],
    [{ type: 'decimal', thousands: '.' }, 'another sign'],
    [{ type: 'number' }, 'Invalid'],
  ])('%j is refused', (settings, words) => {
    const { error } = columnSettings.safeParse(settings)
    expect(error?.issues[0]?.message).toContain(words)
  })
})
