export interface Minimum {
  readonly point: readonly number[]
  readonly value: number
  /** Whether the simplex became as small as asked for, before the steps were used up. */
  readonly hasConverged: boolean
}

interface Corner {
  readonly point: readonly number[]
  readonly value: number
}

/**
 * The least value of a function near a point, without its derivatives.
 *
 * @see Nelder and Mead, A simplex method for function minimization, The Computer Journal 7 (1965), 308–313.
 */
export function minimise(
  of: (point: readonly number[]) => number,
  start: readonly number[],
  { tolerance = 1e-9, steps = 4000 }: { readonly tolerance?: number; readonly steps?: number } = {},
): Minimum {
  const corner = (point: readonly number[]): Corner => ({ point, value: of(point) })
  let simplex = sorted([
    corner(start),
    ...start.map((_, axis) =>
      corner(start.map((value, at) => (at === axis ? value + 0.5 : value))),
    ),
  ])
  for (let step = 0; step < steps; step += 1) {
    const best = first(simplex)
    const worst = simplex.at(-1) ?? best
    if (Math.abs(worst.value - best.value) <= tolerance * (1 + Math.abs(best.value)))
      return { ...best, hasConverged: true }
    const others = simplex.slice(0, -1)
    const centre = start.map(
      (_, axis) => others.reduce((sum, { point }) => sum + (point[axis] ?? 0), 0) / others.length,
    )
    const along = (factor: number) =>
      corner(centre.map((value, axis) => value + factor * (value - (worst.point[axis] ?? 0))))
    const next = replacement(along, { best, worst, second: simplex.at(-2) ?? best })
    simplex = sorted(
      next === undefined
        ? [best, ...simplex.slice(1).map(({ point }) => corner(halfway(point, best.point)))]
        : [...others, next],
    )
  }
  return { ...first(simplex), hasConverged: false }
}

/** Reflected, expanded or contracted; undefined where the simplex must shrink. */
function replacement(
  along: (factor: number) => Corner,
  { best, worst, second }: Readonly<Record<'best' | 'worst' | 'second', Corner>>,
): Corner | undefined {
  const reflected = along(1)
  if (reflected.value < best.value) {
    const expanded = along(2)
    return expanded.value < reflected.value ? expanded : reflected
  }
  if (reflected.value < second.value) return reflected
  const contracted = reflected.value < worst.value ? along(0.5) : along(-0.5)
  return contracted.value < Math.min(reflected.value, worst.value) ? contracted : undefined
}

function halfway(point: readonly number[], to: readonly number[]): readonly number[] {
  return point.map((value, axis) => (value + (to[axis] ?? 0)) / 2)
}

function sorted(simplex: readonly Corner[]): readonly Corner[] {
  return simplex.toSorted((one, other) => one.value - other.value)
}

function first(simplex: readonly Corner[]): Corner {
  return simplex[0] ?? { point: [], value: Number.NaN }
}
