/** The value in the middle; it does not care how far off the outliers are. */
export function medianOf(values: readonly number[]): number | undefined {
  if (values.length === 0) return undefined
  const sorted = values.toSorted((one, other) => one - other)
  const middle = Math.floor(sorted.length / 2)
  const upper = sorted[middle] ?? 0
  return sorted.length % 2 === 1 ? upper : ((sorted[middle - 1] ?? 0) + upper) / 2
}

/** The standard deviation of normal noise, from the median of how far off the values are. */
export function spreadOf(residuals: readonly number[]): number {
  return 1.4826 * (medianOf(residuals.map(Math.abs)) ?? 0)
}

/**
 * The chance that normal noise is so many standard deviations off, to either side.
 *
 * @see https://personal.math.ubc.ca/~cbm/aands/page_299.htm (formula 7.1.26; its error is below 2 in ten million)
 */
export function tailChance(deviations: number): number {
  const x = Math.abs(deviations) / Math.SQRT2
  const t = 1 / (1 + 0.3275911 * x)
  const series =
    t *
    (0.254829592 + t * (-0.284496736 + t * (1.421413741 + t * (-1.453152027 + t * 1.061405429))))
  return series * Math.exp(-x * x)
}

/** The chance that so rare or so many things are counted where so many are expected, by Poisson. */
export function poissonTail(count: number, expected: number): number {
  let term = Math.exp(-expected)
  let below = 0
  for (let each = 0; each < count; each += 1) {
    below += term
    term *= expected / (each + 1)
  }
  return count < expected ? below + term : Math.max(0, 1 - below)
}
