import { expect, test } from 'vitest'
import { factorTo, noRates } from '../currency/rate-table.ts'
import { ledger } from '../testing/ledger.ts'
import { gammaDraw, seededRandom, simulatedCustomers } from '../testing/simulated-customers.ts'
import { aliveProbability, expectedOrders, fitBgNbd } from './bg-nbd.ts'
import { forecastLifetime } from './forecast.ts'
import { expectedValue, fitGammaGamma, type GammaGamma } from './gamma-gamma.ts'
import { minimise } from './nelder-mead.ts'
import { hypergeometric, logGamma } from './special-functions.ts'

test('the valley of Rosenbrock is found', () => {
  const { point, hasConverged } = minimise(
    ([x = 0, y = 0]) => (1 - x) ** 2 + 100 * (y - x * x) ** 2,
    [-1.2, 1],
    { tolerance: 1e-14 },
  )
  expect([hasConverged, ...point.map((value) => value.toFixed(3))]).toStrictEqual([
    true,
    '1.000',
    '1.000',
  ])
})

test('a search that runs out of steps says so', () => {
  expect(minimise(([x = 0]) => x * x, [100], { steps: 2 }).hasConverged).toBe(false)
})

test('the gamma function is that of factorials and of a half', () => {
  const values = [1, 5, 11, 0.5, 0.1].map((value) => Math.exp(logGamma(value)).toFixed(6))
  expect(values).toStrictEqual(['1.000000', '24.000000', '3628800.000000', '1.772454', '9.513508'])
})

test('the hypergeometric series gives the logarithm and the power that it is', () => {
  expect(hypergeometric(1, 1, 2, 0.5).toFixed(12)).toBe((2 * Math.log(2)).toFixed(12))
  expect(hypergeometric(2.5, 3, 3, 0.8).toFixed(9)).toBe((0.2 ** -2.5).toFixed(9))
})

/** How far a found value is from the real one, as a share of it. */
function off(found: number, real: number): number {
  return Math.abs(found / real - 1)
}

function meanValue({ p, q, gamma }: Pick<GammaGamma, 'p' | 'q' | 'gamma'>): number {
  return (p * gamma) / (q - 1)
}

const nature = { r: 0.8, alpha: 6, a: 0.8, b: 2.5 }

test('known parameters are recovered from simulated customers, and the forecast is what they do', () => {
  const customers = simulatedCustomers(6000, nature, { random: seededRandom(7), after: 26 })
  const model = fitBgNbd(customers)
  expect(model.hasConverged).toBe(true)
  expect(Math.max(off(model.r, nature.r), off(model.alpha, nature.alpha))).toBeLessThan(0.12)
  // What stops customers is seen in few of them, so that it is known less well; their ratio is known.
  expect(off(model.a / (model.a + model.b), nature.a / (nature.a + nature.b))).toBeLessThan(0.15)
  const predicted = customers.reduce(
    (sum, customer) => sum + expectedOrders(model, customer, 26),
    0,
  )
  const actual = customers.reduce((sum, { later }) => sum + later, 0)
  expect(off(predicted, actual)).toBeLessThan(0.05)
})

test('who bought long ago and often is less likely to be there than who bought just now', () => {
  const quiet = aliveProbability(nature, { repeats: 10, last: 10, age: 50 })
  const recent = aliveProbability(nature, { repeats: 10, last: 49, age: 50 })
  expect(quiet < 0.05 && recent > 0.75).toBe(true)
  expect(aliveProbability(nature, { repeats: 0, last: 0, age: 50 })).toBe(1)
})

test('the expected orders grow with the time, and are none in no time', () => {
  const customer = { repeats: 3, last: 20, age: 30 }
  const orders = [0, 10, 100, 1000].map((within) => expectedOrders(nature, customer, within))
  expect(Math.abs(orders[0] ?? 1)).toBe(0)
  expect(orders).toStrictEqual(orders.toSorted((one, other) => one - other))
})

test('the values of orders are recovered, and few orders are drawn to the mean of all', () => {
  const random = seededRandom(11)
  const real = { p: 4, q: 3.5, gamma: 3000 }
  const customers = Array.from({ length: 4000 }, (_, index) => {
    const scale = gammaDraw(random, real.q) / real.gamma
    const orders = 1 + (index % 6)
    return { orders, mean: gammaDraw(random, real.p * orders) / scale / orders }
  })
  const model = fitGammaGamma(customers)
  expect(off(meanValue(model), meanValue(real))).toBeLessThan(0.05)
  const values = [1, 20].map((orders) => expectedValue(model, { orders, mean: 20_000 }))
  expect((values[0] ?? 0) < (values[1] ?? 0) && (values[1] ?? 0) < 20_000).toBe(true)
})

test('a dozen orders are too few for a forecast', () => {
  const factor = factorTo(noRates, 'EUR')
  expect(forecastLifetime(ledger.orders, { asOf: 20_757, factor })).toBe(undefined)
})
