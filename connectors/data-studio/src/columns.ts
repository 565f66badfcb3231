import { fault, type Json } from '@cartograph/core'
import { countedBy, type Described } from './catalogue.ts'
import { fieldNamed } from './fields.ts'
import { finestOf, follows, isSpan, periodOf, type Span } from './periods.ts'
import { shownValue } from './shown-value.ts'

/** A row of figures, in the order of the fields that were asked for. */
export type FiguresRow = readonly Json[]

/** What is asked of the figures, and how each wanted value follows from a row of them. */
export interface Columns {
  readonly asked: readonly string[]
  /** The text of a field in a row; undefined for a field that rows do not tell. */
  readonly reader: (name: string) => ((row: FiguresRow) => string) | undefined
}

/** By so many dimensions figures can be parted. */
const mostDimensions = 4

/**
 * Finds what to ask, so that every wanted field can be told from a row.
 *
 * Of spans of time the finest is asked for. Where only dimensions are wanted, orders are counted, because figures are of something.
 *
 * @throws a `config` fault for a field that is none, for spans that do not go together, and for too many dimensions.
 */
export function columnsOf(
  known: ReadonlyMap<string, Described>,
  names: readonly string[],
  currency: string,
): Columns {
  const wanted = names.map((name) => fieldNamed(known, name))
  const finest = finestOf(names.filter(isSpan))
  const dimensions = wanted.filter(({ kind, id }) => kind === 'dimension' && !isSpan(id))
  if (dimensions.length + (finest === undefined ? 0 : 1) > mostDimensions) throw tooManyDimensions()
  const metrics = wanted.filter(({ kind }) => kind === 'metric')
  const asked = [
    ...(finest === undefined ? [] : [finest]),
    ...dimensions.map(({ id }) => id),
    ...(metrics.length === 0 ? [countedBy] : metrics.map(({ id }) => id)),
  ]
  const reader: Columns['reader'] = (name) => {
    const described = known.get(name)
    if (described === undefined) return undefined
    if (isSpan(name)) return periodReader(known, asked, finest, name)
    const place = asked.indexOf(name)
    return place === -1 ? undefined : (row) => shownValue(described, row[place], currency)
  }
  return { asked, reader }
}

function tooManyDimensions(): Error {
  return fault({
    kind: 'config',
    message: `A chart can be parted by ${mostDimensions} dimensions at most; all spans of time count as one.`,
    hint: 'Take a dimension out of the chart.',
  })
}

function periodReader(
  known: ReadonlyMap<string, Described>,
  asked: readonly string[],
  finest: Span | undefined,
  span: Span,
): ((row: FiguresRow) => string) | undefined {
  const described = finest && known.get(finest)
  if (finest === undefined || described === undefined || !follows(span, finest)) return undefined
  const place = asked.indexOf(finest)
  return (row) => periodOf(span, finest, shownValue(described, row[place], ''))
}
