import * as fc from 'fast-check'
import { expect, test } from 'vitest'
import { plainNumber } from './cell-form.ts'
import { numberCell, plainDecimal } from './cell-value.ts'

test('a number becomes plain decimal text with its first 15 digits', () => {
  fc.assert(
    fc.property(fc.double({ noNaN: true, noDefaultInfinity: true }), (value) => {
      const text = plainDecimal(value)
      expect(text).toMatch(/^-?(?:0|[1-9]\d*)(?:\.\d*[1-9])?$/)
      expect(Number(text)).toBe(Number(value.toPrecision(15)) + 0)
    }),
  )
})

test('what has at most 15 digits keeps them all', () => {
  fc.assert(
    fc.property(
      fc.integer({ min: -(10 ** 15) + 1, max: 10 ** 15 - 1 }),
      fc.nat(10),
      (digits, places) => {
        const value = digits / 10 ** places
        expect(plainDecimal(Number(plainDecimal(value)))).toBe(plainDecimal(value))
        expect(Number(plainDecimal(value))).toBe(value + 0)
      },
    ),
  )
})

test('each second of a day comes out of its part of the day', () => {
  const form = { kind: 'date', hasDay: true, hasTime: true } as const
  fc.assert(
    fc.property(
      fc.integer({ min: Date.UTC(1900, 2, 1) / 1000, max: Date.UTC(9999, 11, 31) / 1000 }),
      (second) => {
        const serial = second / 86_400 + 25_569
        expect(numberCell(serial, form, false)).toStrictEqual({
          native: new Date(second * 1000).toISOString().slice(0, 19),
        })
      },
    ),
  )
})

test('a day that no calendar of a spreadsheet has stays a number', () => {
  const form = { kind: 'date', hasDay: true, hasTime: false } as const
  expect(numberCell(-1, form, false)).toStrictEqual({ native: '-1' })
  expect(numberCell(3_000_000, form, false)).toStrictEqual({ native: '3000000' })
  expect(numberCell(3, plainNumber, false)).toStrictEqual({ native: '3' })
})
