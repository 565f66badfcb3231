import * as fc from 'fast-check'
import { expect, test } from 'vitest'
import type { InsightFact } from '../insight.ts'
import { factText, insightLanguages, sentenceOf, wordsOf } from './sentence.ts'
import { namedMetrics, sentenceFacts, type SentenceKey } from './sentences.ts'

const byText = (one: string, other: string) => (one < other ? -1 : 1)
const keys = Object.keys(sentenceFacts) as SentenceKey[]

test.each(insightLanguages)(
  '%s says every sentence with exactly the facts that it has, and names every metric',
  (language) => {
    const { sentences, metrics } = wordsOf[language]
    const holes = keys.map((key) =>
      [...sentences[key].matchAll(/\{(\w+)\}/gu)].map(([, name]) => name ?? '').toSorted(byText),
    )
    expect(holes).toStrictEqual(keys.map((key) => sentenceFacts[key].toSorted(byText)))
    expect(Object.keys(metrics)).toStrictEqual([...namedMetrics])
  },
)

const facts: Readonly<Record<string, InsightFact>> = {
  metric: { type: 'metric', value: 'net_sales' },
  day: { type: 'day', value: 20_781 },
  value: { type: 'money', value: '412000', currency: 'EUR' },
  expected: { type: 'money', value: '535000', currency: 'EUR' },
  change: { type: 'share', value: '0.23' },
  confidence: { type: 'share', value: '0.998' },
}

test.each([
  [
    'en',
    'Net sales, Tuesday, 24 November 2026: €4,120.00, 23% below the usual €5,350.00 (confidence 99.8%).',
  ],
  [
    'de',
    'Nettoumsatz, Dienstag, 24. November 2026: 4.120,00 €, 23 % unter den üblichen 5.350,00 € (Sicherheit 99,8 %).',
  ],
  [
    'sv',
    'Nettoförsäljning, tisdag 24 november 2026: 4 120,00 €, 23 % under det vanliga 5 350,00 € (säkerhet 99,8 %).',
  ],
] as const)('in %s numbers, money and days are written as people there do', (language, text) => {
  expect(
    sentenceOf({ says: 'anomalyDown', facts }, language)
      .normalize('NFKC')
      .replace('Tuesday 24', 'Tuesday, 24'),
  ).toBe(text)
})

test('an amount of any size is written to its last minor unit', () => {
  fc.assert(
    fc.property(fc.bigInt(-(10n ** 30n), 10n ** 30n), (minor) => {
      const text = factText({ type: 'money', value: String(minor), currency: 'EUR' }, 'en')
      expect(BigInt(text.replaceAll(/[^\d-]/gu, ''))).toBe(minor)
    }),
  )
})

test('a currency without minor units has none', () => {
  expect(factText({ type: 'money', value: '1500', currency: 'JPY' }, 'en')).toBe('JP¥1,500')
})
