import { minimise } from './nelder-mead.ts'
import { logGamma } from './special-functions.ts'

/** What one customer spent: how many orders, and their mean value. */
export interface Spending {
  readonly orders: number
  readonly mean: number
}

export interface GammaGamma {
  readonly p: number
  readonly q: number
  readonly gamma: number
  readonly logLikelihood: number
  readonly hasConverged: boolean
}

/**
 * Fits how the values of orders differ between customers, by maximum likelihood; those who spent nothing are left out.
 *
 * @see Fader and Hardie, The gamma-gamma model of monetary value (2013), http://www.brucehardie.com/notes/025/
 */
export function fitGammaGamma(customers: readonly Spending[]): GammaGamma {
  const known = customers.filter(({ orders, mean }) => orders > 0 && mean > 0)
  const overall = known.reduce((sum, { mean }) => sum + mean, 0) / known.length
  const start = [1, 1, Math.log(Math.max(overall, 1e-3))]
  const { point, value, hasConverged } = minimise((logs) => {
    if (logs.some((log) => Math.abs(log) > 25)) return Number.MAX_VALUE
    const [p = 1, q = 1, gamma = 1] = logs.map(Math.exp)
    let sum = 0
    for (const { orders, mean } of known) {
      const shape = p * orders
      sum +=
        logGamma(shape + q) -
        logGamma(shape) -
        logGamma(q) +
        q * Math.log(gamma) +
        (shape - 1) * Math.log(mean) +
        shape * Math.log(orders) -
        (shape + q) * Math.log(gamma + mean * orders)
    }
    return -sum
  }, start)
  const [p = 1, q = 1, gamma = 1] = point.map(Math.exp)
  return { p, q, gamma, logLikelihood: -value, hasConverged }
}

/** The mean value that a customer's orders will have: the own mean, drawn to that of all the more the fewer orders it is of. */
export function expectedValue({ p, q, gamma }: GammaGamma, { orders, mean }: Spending): number {
  return (p * (gamma + mean * orders)) / (p * orders + q - 1)
}
