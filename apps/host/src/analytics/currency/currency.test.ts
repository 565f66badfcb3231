import * as fc from 'fast-check'
import { expect, test } from 'vitest'
import { dayOf } from '../calendar/day.ts'
import { ecbRates } from './ecb-files.ts'
import { euroRate, Exact, factorTo, lastRateDay, rateTable, roundMinor } from './rate-table.ts'
import { ratesIn } from './rate-files.ts'
import { uploadedRates } from './uploaded-rates.ts'

const daily = `<?xml version="1.0" encoding="UTF-8"?>
<gesmes:Envelope xmlns:gesmes="http://www.gesmes.org/xml/2002-08-01" xmlns="http://www.ecb.int/vocabulary/2002-08-01/eurofxref">
  <gesmes:subject>Reference rates</gesmes:subject>
  <gesmes:Sender><gesmes:name>European Central Bank</gesmes:name></gesmes:Sender>
  <Cube>
    <Cube time='2026-11-20'>
      <Cube currency='USD' rate='1.0950'/>
      <Cube currency='JPY' rate='161.25'/>
      <Cube currency='SEK' rate='11.5000'/>
    </Cube>
  </Cube>
</gesmes:Envelope>`

const history = `Date,USD,JPY,CYP,SEK,
2026-11-20,1.0950,161.25,N/A,11.5000,
2026-11-19,1.1000,160.00,N/A,11.4000,
`

const table = rateTable(ecbRates(history))

test('a daily file gives the rates of its day', () => {
  expect(ecbRates(daily)).toStrictEqual([
    { day: dayOf('2026-11-20'), currency: 'USD', rate: '1.0950', source: 'ECB' },
    { day: dayOf('2026-11-20'), currency: 'JPY', rate: '161.25', source: 'ECB' },
    { day: dayOf('2026-11-20'), currency: 'SEK', rate: '11.5000', source: 'ECB' },
  ])
})

test('a file of ninety days gives each rate the day that it stands under', () => {
  const days = daily.replace(
    '</Cube>\n  </Cube>',
    `</Cube>\n<Cube time="2026-11-19"><Cube currency="USD" rate="1.1"/></Cube></Cube>`,
  )
  expect(ecbRates(days).at(-1)).toStrictEqual({
    day: dayOf('2026-11-19'),
    currency: 'USD',
    rate: '1.1',
    source: 'ECB',
  })
})

test('the history as CSV leaves out what was not published', () => {
  expect(ecbRates(history).map(({ currency, rate }) => `${currency} ${rate}`)).toStrictEqual([
    'USD 1.0950',
    'JPY 161.25',
    'SEK 11.5000',
    'USD 1.1000',
    'JPY 160.00',
    'SEK 11.4000',
  ])
})

test('a page that is no file of rates is a fault', () => {
  expect(() => ecbRates('<html><body>Not found</body></html>')).toThrow('has no reference rates')
})

test('a weekend has the rate of the Friday before, never that of a later day', () => {
  expect(euroRate(table, 'USD', dayOf('2026-11-22'))?.toString()).toBe('1.095')
  expect(euroRate(table, 'USD', dayOf('2026-11-18'))).toBe(undefined)
})

test('a rate that stopped is not used for ever', () => {
  expect(euroRate(table, 'USD', dayOf('2026-12-21'))?.toString()).toBe('1.095')
  expect(euroRate(table, 'USD', dayOf('2026-12-22'))).toBe(undefined)
})

test('currencies that became the euro keep their rate', () => {
  const rates = [
    euroRate(table, 'HRK', dayOf('2023-01-01')),
    euroRate(table, 'HRK', dayOf('2022-12-31')),
    euroRate(table, 'BGN', dayOf('2026-06-01')),
  ]
  expect(rates.map((rate) => rate?.toString())).toStrictEqual(['7.5345', undefined, '1.95583'])
})

test('a cross rate goes through the euro, and minor units keep their decimals', () => {
  const factor = factorTo(table, 'JPY')('USD', dayOf('2026-11-19'))
  // 11.00 dollars are 10 euros, which are 1,600 yen, and yen have no decimals.
  expect(roundMinor(new Exact(1100).times(factor ?? 0))).toBe(1600n)
})

test('halves are rounded to the even one', () => {
  expect(
    ['0.5', '1.5', '2.5', '-0.5', '-1.5'].map((text) => roundMinor(new Exact(text))),
  ).toStrictEqual([0n, 2n, 2n, 0n, -2n])
})

test('a currency that nobody has a rate for has no factor', () => {
  expect(factorTo(table, 'EUR')('VND', dayOf('2026-11-20'))).toBe(undefined)
})

test('there and back is what it was', () => {
  const day = dayOf('2026-11-20')
  fc.assert(
    fc.property(
      fc.bigInt({ min: -(10n ** 15n), max: 10n ** 15n }),
      fc.constantFrom('USD', 'JPY', 'SEK', 'EUR'),
      (minor, currency) => {
        const there = factorTo(table, currency)('USD', day) ?? new Exact(0)
        const back = factorTo(table, 'USD')(currency, day) ?? new Exact(0)
        expect(roundMinor(new Exact(minor.toString()).times(there).times(back))).toBe(minor)
      },
    ),
  )
})

test('uploaded rates stand beside those of the bank', () => {
  const uploaded = uploadedRates('day;currency;rate\n2026-11-20;VND;28500.5\n\n')
  const both = rateTable([...ecbRates(history), ...uploaded])
  expect(euroRate(both, 'VND', dayOf('2026-11-21'))?.toString()).toBe('28500.5')
  expect(lastRateDay(both)).toBe(dayOf('2026-11-20'))
})

test('an upload says which line it does not understand', () => {
  expect(() => uploadedRates('day,currency,rate\n2026-11-20,VND,"28.500,5"')).toThrow('Line 2')
  expect(() => uploadedRates('day,currency,rate\n2026-11-20,DONG,1')).toThrow('an ISO 4217 code')
  expect(() => uploadedRates('day,currency,rate\n2026-11-31,VND,1')).toThrow('a day such as')
  expect(() => uploadedRates('date,currency,rate')).toThrow('the columns day, currency and rate')
})

test('a half that a cross rate makes is rounded as a half', () => {
  const thirds = rateTable([{ day: 0, currency: 'USD', rate: '3', source: 'test' }])
  const factor = factorTo(thirds, 'EUR')('USD', 0) ?? new Exact(0)
  expect(
    ['4.5', '7.5', '10.5'].map((cents) => roundMinor(new Exact(cents).times(factor))),
  ).toStrictEqual([2n, 2n, 4n])
})

test('a file of rates is known by its first line', () => {
  const counts = [daily, history, 'day,currency,rate\n2026-11-20,VND,28500'].map(
    (text) => ratesIn(text).length,
  )
  expect(counts).toStrictEqual([3, 6, 1])
  expect(() => ratesIn('order,total\n1,2')).toThrow('the columns day, currency and rate')
})
