import * as fc from 'fast-check'
import { expect, test } from 'vitest'
import { convertedMinor, decimalText } from './amounts.ts'
import { rowPrices } from './prices.ts'

const noRate = () => undefined
const yenRate = (from: string, to: string) =>
  from === 'EUR' && to === 'JPY' ? '161.505' : undefined

test('a reduced price stands beside the regular one, with what it takes off', () => {
  const amounts = { price: 119_900, salePrice: 89_900, cost: 45_000, currency: 'DKK' }
  expect(rowPrices(amounts, undefined, noRate)).toStrictEqual({
    prices: {
      currency: 'DKK',
      price: '1199.00',
      salePrice: '899.00',
      currentPrice: '899.00',
      priceText: '1199.00 DKK',
      salePriceText: '899.00 DKK',
      discount: '25',
      cost: '450.00',
      margin: '0.4994',
    },
    notes: [],
  })
})

test('a reduced price that is not lower is none', () => {
  const { prices } = rowPrices({ price: 100, salePrice: 100, currency: 'EUR' }, undefined, noRate)
  expect(prices).toMatchObject({ currentPrice: '1.00' })
  expect(prices).not.toHaveProperty('salePrice')
})

test('amounts are converted to the currency of the market, rounded once', () => {
  expect(rowPrices({ price: 1999, currency: 'EUR' }, 'JPY', yenRate).prices).toMatchObject({
    price: '3228',
    priceText: '3228 JPY',
  })
})

test('a currency without a rate has no price, and says which rate is missing', () => {
  const { prices, notes } = rowPrices({ price: 1999, currency: 'SEK' }, 'DKK', noRate)
  expect(prices).toStrictEqual({ currency: 'DKK' })
  expect(notes).toMatchObject([{ rule: 'rate', severity: 'error' }])
  expect(notes[0]?.expected).toContain('an exchange rate from SEK to DKK')
})

test('a price without a currency is told; no price at all is not', () => {
  expect(rowPrices({ price: 5 }, 'DKK', noRate).notes).toMatchObject([{ rule: 'currency' }])
  expect(rowPrices({}, 'DKK', noRate)).toStrictEqual({ prices: {}, notes: [] })
})

test('minor units as text are read back as the same number', () => {
  fc.assert(
    fc.property(fc.maxSafeInteger(), fc.constantFrom(0, 2, 3), (minor, places) => {
      const text = decimalText(minor, places)
      expect(text).toMatch(places === 0 ? /^-?\d+$/ : new RegExp(`^-?\\d+\\.\\d{${places}}$`))
      expect(Number(text.replace('.', ''))).toBe(minor)
    }),
  )
})

test('a rate of one changes nothing but the places', () => {
  fc.assert(
    fc.property(fc.integer({ min: 0, max: 1e9 }), (minor) => {
      expect(convertedMinor(minor, '1', { from: 2, to: 2 })).toBe(minor)
      expect(convertedMinor(minor, '1', { from: 0, to: 2 })).toBe(minor * 100)
    }),
  )
})
