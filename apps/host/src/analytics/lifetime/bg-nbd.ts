import { minimise } from './nelder-mead.ts'
import { hypergeometric, logGamma } from './special-functions.ts'

/** What one customer did, in any unit of time. */
export interface Purchases {
  /** Orders after the first. */
  readonly repeats: number
  /** When the last of them was, since the first order; 0 where there is none. */
  readonly last: number
  /** How long the customer is known. */
  readonly age: number
}

/** How often customers buy (gamma with shape `r` and rate `alpha`), and how likely they stop after an order (beta of `a` and `b`). */
export interface BgNbd {
  readonly r: number
  readonly alpha: number
  readonly a: number
  readonly b: number
  readonly logLikelihood: number
  readonly hasConverged: boolean
}

/**
 * Fits the beta-geometric model of orders by maximum likelihood.
 *
 * @see Fader, Hardie and Lee, “Counting your customers” the easy way, Marketing Science 24 (2005), 275–284.
 */
export function fitBgNbd(customers: readonly Purchases[]): BgNbd {
  const counted = counts(customers)
  const mean = counted.reduce((sum, { age, many }) => sum + age * many, 0) / customers.length
  const start = [0, Math.log(Math.max(mean / 4, 1e-3)), 0, 0.7]
  const { point, value, hasConverged } = minimise((logs) => {
    // Far outside every shop: there the likelihood is flat, and a search could go on for ever.
    if (logs.some((log) => Math.abs(log) > 12)) return Number.MAX_VALUE
    return -logLikelihood(counted, parameters(logs))
  }, start)
  return { ...parameters(point), logLikelihood: -value, hasConverged }
}

type Parameters = Pick<BgNbd, 'r' | 'alpha' | 'a' | 'b'>

function parameters(logs: readonly number[]): Parameters {
  const [r = 1, alpha = 1, a = 1, b = 1] = logs.map(Math.exp)
  return { r, alpha, a, b }
}

type Counted = Purchases & { readonly many: number }

/** Customers who did the same are looked at once. */
function counts(customers: readonly Purchases[]): readonly Counted[] {
  const groups = Map.groupBy(customers, ({ repeats, last, age }) => `${repeats}/${last}/${age}`)
  return [...groups.values()].flatMap((group) =>
    group[0] === undefined ? [] : [{ ...group[0], many: group.length }],
  )
}

function logLikelihood(customers: readonly Counted[], { r, alpha, a, b }: Parameters): number {
  const constant = r * Math.log(alpha) - logGamma(r) + logGamma(a + b) - logGamma(b)
  let sum = 0
  for (const { repeats, last, age, many } of customers) {
    const orders = logGamma(r + repeats) + logGamma(b + repeats) - logGamma(a + b + repeats)
    const alive = -(r + repeats) * Math.log(alpha + age)
    const gone =
      repeats === 0
        ? Number.NEGATIVE_INFINITY
        : Math.log(a / (b + repeats - 1)) - (r + repeats) * Math.log(alpha + last)
    const higher = Math.max(alive, gone)
    const either = higher + Math.log(Math.exp(alive - higher) + Math.exp(gone - higher))
    sum += many * (constant + orders + either)
  }
  return sum
}

/** How likely it is that a customer has not stopped buying. */
export function aliveProbability({ r, alpha, a, b }: Parameters, customer: Purchases): number {
  const { repeats, last, age } = customer
  if (repeats === 0) return 1
  const odds = (a / (b + repeats - 1)) * ((alpha + age) / (alpha + last)) ** (r + repeats)
  return 1 / (1 + odds)
}

/** How many orders a customer will place within a time from now. */
export function expectedOrders(model: Parameters, customer: Purchases, within: number): number {
  const { r, alpha, b } = model
  // At exactly 1 the formula divides zero by zero, and on both sides of it is what it is there.
  const a = Math.abs(model.a - 1) < 1e-6 ? 1 + 1e-6 : model.a
  const { repeats, age } = customer
  const z = within / (alpha + age + within)
  // The series of the paper after Euler’s transformation, which neither overflows nor takes long.
  const series = (1 - z) ** (a - 1) * hypergeometric(a + b - 1 - r, a - 1, a + b + repeats - 1, z)
  const ever = ((a + b + repeats - 1) / (a - 1)) * (1 - series)
  return ever * aliveProbability(model, customer)
}
