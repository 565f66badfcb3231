import {
  cubeDimensions,
  nameOf,
  salesMeasures,
  type CubeChange,
  type SalesFact,
  type SalesMeasure,
} from '../../store/index.ts'

interface RunningChange extends Omit<CubeChange, 'facts' | 'measures'> {
  facts: number
  readonly measures: Record<SalesMeasure, number>
}

/** What has to be added to the cube for it to hold `after` in the place of `before`. */
export function cubeChanges(
  before: readonly SalesFact[],
  after: readonly SalesFact[],
): readonly CubeChange[] {
  const changes = new Map<string, RunningChange>()
  for (const fact of before) addFact(changes, fact, -1)
  for (const fact of after) addFact(changes, fact, 1)
  return [...changes.values()].filter(
    ({ facts, measures }) => facts !== 0 || salesMeasures.some((name) => measures[name] !== 0),
  )
}

function addFact(changes: Map<string, RunningChange>, fact: SalesFact, sign: 1 | -1): void {
  const { clock, day, values, measures } = fact
  const { store, currency } = values
  const common = { clock, day, store, currency }
  const places = [
    { ...common, dimension: '', value: '' },
    ...cubeDimensions.map((dimension) =>
      Object.assign({ dimension, value: values[dimension] }, common),
    ),
  ]
  for (const place of places) {
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
