/** The coefficients of Lanczos’ approximation with g = 7 and nine terms. */
const lanczos = [
  0.999_999_999_999_809_93, 676.520_368_121_885_1, -1259.139_216_722_402_8, 771.323_428_777_653_13,
  -176.615_029_162_140_59, 12.507_343_278_686_905, -0.138_571_095_265_720_12,
  9.984_369_578_019_571_6e-6, 1.505_632_735_149_311_6e-7,
] as const

/** The natural logarithm of the gamma function, for what is above zero. */
export function logGamma(value: number): number {
  if (value < 0.5) return Math.log(Math.PI / Math.sin(Math.PI * value)) - logGamma(1 - value)
  const before = value - 1
  const base = before + 7.5
  const series = lanczos.reduce(
    (sum, coefficient, index) => (index === 0 ? coefficient : sum + coefficient / (before + index)),
    0,
  )
  return 0.5 * Math.log(2 * Math.PI) + (before + 0.5) * Math.log(base) - base + Math.log(series)
}

const mostTerms = 20_000

/** Gauss’ hypergeometric function as its series, for `z` from 0 to below 1. */
export function hypergeometric(a: number, b: number, c: number, z: number): number {
  let term = 1
  let sum = 1
  for (let index = 0; index < mostTerms; index += 1) {
    term *= (((a + index) * (b + index)) / ((c + index) * (index + 1))) * z
    sum += term
    if (Math.abs(term) <= 1e-14 * Math.abs(sum)) break
  }
  return sum
}
