import type { Assumptions } from './assumptions.ts'
import type { Described } from './catalogue.ts'
import type { Columns, FiguresRow } from './columns.ts'
import { testOf, type Test } from './operators.ts'
import { isSpan } from './periods.ts'
import type { Condition } from './sent-request.ts'
import { meantValue, shownValue } from './shown-value.ts'

/** A filter as figures take it. */
export interface FiguresFilter {
  readonly dimension: string
  readonly values: readonly string[]
  readonly exclude: boolean
}

/** How filters are applied: some by the figures, the others to the rows that they give. */
export interface FilterPlan {
  readonly filters: readonly FiguresFilter[]
  readonly keeps: (row: FiguresRow) => boolean
}

export interface FilterScene {
  readonly known: ReadonlyMap<string, Described>
  readonly columns: Columns
  readonly assumptions: Assumptions
  /** The values that there are of a dimension. */
  readonly valuesOf: (dimension: string) => Promise<readonly string[]>
}

/** More values than these figures do not take. */
const mostValues = 1_000
/** A value that nothing has, for a filter that nothing fulfils. */
const nobody = '\n'

interface Tested extends Condition {
  readonly test: Test
}

/**
 * How to apply all filters; undefined where one of them cannot be, since all are to be applied or none.
 *
 * All lists have to be fulfilled, and of each list one condition. What each row tells is tested on the rows. What rows do not tell is
 * asked of the figures, by the values that fulfil it, and for that a list has to be about one dimension. Metrics are tested by Data
 * Studio, which does it after it has grouped.
 */
export async function filterPlan(
  scene: FilterScene,
  lists: readonly (readonly Condition[])[],
): Promise<FilterPlan | undefined> {
  const filters: FiguresFilter[] = []
  const tests: ((row: FiguresRow) => boolean)[] = []
  for (const list of lists) {
    const tested = list.flatMap((condition): readonly Tested[] => {
      const test = testOf(condition, scene.assumptions)
      const isDimension = scene.known.get(condition.fieldName)?.kind === 'dimension'
      return test !== undefined && isDimension ? [{ ...condition, test }] : []
    })
    if (tested.length < list.length || tested.length === 0) return undefined
    const onRows = rowTest(scene, tested)
    const byFigures = onRows === undefined ? await figuresFilter(scene, tested) : undefined
    if (onRows !== undefined) tests.push(onRows)
    else if (byFigures === undefined) return undefined
    else filters.push(byFigures)
  }
  return { filters, keeps: (row) => tests.every((test) => test(row)) }
}

function rowTest(
  { columns }: FilterScene,
  list: readonly Tested[],
): ((row: FiguresRow) => boolean) | undefined {
  const parts = list.flatMap(({ fieldName, test }) => {
    const read = columns.reader(fieldName)
    return read === undefined ? [] : [(row: FiguresRow) => test(read(row))]
  })
  return parts.length < list.length ? undefined : (row) => parts.some((test) => test(row))
}

async function figuresFilter(
  { known, valuesOf }: FilterScene,
  list: readonly Tested[],
): Promise<FiguresFilter | undefined> {
  const [first] = list
  const described = first && known.get(first.fieldName)
  if (described === undefined || isSpan(described.id)) return undefined
  if (list.some(({ fieldName }) => fieldName !== described.id)) return undefined
  const dimension = described.id
  if (list.length === 1 && (first?.operator === 'EQUALS' || first?.operator === 'IN_LIST')) {
    const values = first.values.map((value) => meantValue(described, value))
    return inLimits({ dimension, values, exclude: first.type === 'EXCLUDE' })
  }
  const all = await valuesOf(dimension)
  const values = all.filter((value) => {
    const shown = shownValue(described, value, '')
    return list.some(({ test }) => test(shown))
  })
  return inLimits({ dimension, values: values.length === 0 ? [nobody] : values, exclude: false })
}

function inLimits(filter: FiguresFilter): FiguresFilter | undefined {
  return filter.values.length <= mostValues ? filter : undefined
}
