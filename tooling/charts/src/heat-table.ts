import type { CohortGridProps, HeatMapProps, Known } from './chart-props.ts'
import { heatLevels } from './palette.ts'
import { settled } from './plot-frame.ts'
import { formatShort, formatValue, type ValueFormat } from './value-format.ts'
import { filled } from './words.ts'

export interface HeatCell {
  /** As short as cells are. */
  readonly text: string
  /** The whole, with what it is of. */
  readonly whole: string
  /** How strong it is coloured, from 1; 0 for nothing, for less, and for what is unknown. */
  readonly level: number
  readonly isIncomplete: boolean
}

/** A table whose cells have a colour, for a page as for a document. */
export interface HeatTable {
  /** Of the names of rows, and of the further cells at their beginning. */
  readonly heads: readonly string[]
  readonly columns: readonly string[]
  readonly rows: readonly {
    readonly name: string
    /** Behind the name, without colour. */
    readonly beside: readonly string[]
    readonly cells: readonly HeatCell[]
  }[]
}

export function heatTable(props: HeatMapProps | CohortGridProps): HeatTable {
  return props.kind === 'heatMap' ? ofValues(props) : ofCohorts(props)
}

function ofValues(props: HeatMapProps): HeatTable {
  const { rows, columns, values } = props
  const cell = cellMaker(props, values.flat())
  return {
    heads: [''],
    columns,
    rows: rows.map((row, index) => ({
      name: row,
      beside: [],
      cells: columns.map((column, place) =>
        cell(values[index]?.[place] ?? null, { row, column, isIncomplete: false }),
      ),
    })),
  }
}

function ofCohorts(props: CohortGridProps): HeatTable {
  const { cohorts } = props
  const { locale, words } = settled(props)
  const hasSizes = cohorts.some(({ size }) => size !== undefined)
  const longest = Math.max(0, ...cohorts.map(({ values }) => values.length))
  const columns = Array.from({ length: longest }, (_, at) => props.columns?.[at] ?? String(at))
  const cell = cellMaker(
    props,
    cohorts.flatMap(({ values }) => values),
  )
  return {
    heads: hasSizes ? ['', words.size] : [''],
    columns,
    rows: cohorts.map(({ name, size, values, isLastIncomplete }) => ({
      name,
      beside: hasSizes ? [formatValue(size ?? 0, { type: 'count' }, locale)] : [],
      cells: values.map((value, place) =>
        cell(value, {
          row: name,
          column: columns[place] ?? '',
          isIncomplete: isLastIncomplete === true && place === values.length - 1,
        }),
      ),
    })),
  }
}

interface Place {
  readonly row: string
  readonly column: string
  readonly isIncomplete: boolean
}

function cellMaker(
  props: (HeatMapProps | CohortGridProps) & { readonly format: ValueFormat },
  all: readonly Known[],
): (value: Known, place: Place) => HeatCell {
  const { locale, words } = settled(props)
  const most = Math.max(0, ...all.filter((value) => value !== null))
  return (value, { row, column, isIncomplete }) => {
    const whole = value === null ? words.unknown : formatValue(value, props.format, locale)
    return {
      text: value === null ? '–' : formatShort(value, props.format, locale),
      whole: filled(words.cell, {
        row,
        column,
        value: isIncomplete ? `${whole}, ${words.incomplete}` : whole,
      }),
      level: value === null ? 0 : levelOf(value, most),
      isIncomplete,
    }
  }
}

/** The highest value has the last level, and the least that is more than nothing the first. */
export function levelOf(value: number, most: number): number {
  return value <= 0 || most <= 0 ? 0 : Math.max(1, Math.ceil((value / most) * heatLevels))
}
