import {
  nameOf,
  salesMeasures,
  type CubeChange,
  type cubeParts,
  type SalesFact,
  type SalesMeasure,
} from '../../store/index.ts'

interface RunningChange extends Omit<CubeChange, 'facts' | 'measures'> {
  facts: number
  readonly measures: Record<SalesMeasure, number>
}

export type CubePart = (typeof cubeParts)[number]

/** What has to be added to some parts of the cube for them to hold `after` in the place of `before`. */
export function cubeChanges(
  before: readonly SalesFact[],
  after: readonly SalesFact[],
  parts: readonly CubePart[],
): readonly CubeChange[] {
  const changes = new Map<string, RunningChange>()
  for (const fact of before) addFact(changes, fact, parts, -1)
  for (const fact of after) addFact(changes, fact, parts, 1)
  return [...changes.values()].filter(
    ({ facts, measures }) => facts !== 0 || salesMeasures.some((name) => measures[name] !== 0),
  )
}

function addFact(
  changes: Map<string, RunningChange>,
  { clock, day, values, measures }: SalesFact,
  parts: readonly CubePart[],
  sign: 1 | -1,
): void {
  const { store, currency } = values
  for (const dimension of parts) {
    const value = dimension === '' ? '' : values[dimension]
    const place = { dimension, clock, day, store, currency, value }
    const name = nameOf(place)
    const change = changes.get(name) ?? { ...place, facts: 0, measures: nothing() }
    changes.set(name, change)
    change.facts += sign
    for (const measure of salesMeasures) change.measures[measure] += sign * measures[measure]
  }
}

function nothing(): Record<SalesMeasure, number> {
  return Object.fromEntries(salesMeasures.map((name) => [name, 0])) as Record<SalesMeasure, number>
}
