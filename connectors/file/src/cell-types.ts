import type { Json } from '@cartograph/core'
import type { ColumnSettings } from './column-settings.ts'
import { instantReader, type InstantParts } from './instant-pattern.ts'
import { decimalReader, integerReader } from './numbers.ts'
import { wallClock } from './time-zones.ts'

/** How a column's cells become values: `undefined` is a cell that does not fit. */
export interface CellType {
  readonly read: (cell: string) => Json | undefined
  /** For the message: 'expected …'. */
  readonly expected: string
}

export function cellType(column: ColumnSettings): CellType {
  if (column.type === 'text') return textType(column)
  if (column.type === 'boolean') return booleanType(column)
  if (column.type === 'date') return dateType(column)
  if (column.type === 'instant') return instantType(column)
  const whole = grouped('1250', column.thousands)
  if (column.type === 'integer')
    return orMissing(integerReader(column), `a whole number such as ${whole} of at most 15 digits`)
  const sign = column.decimalComma === true ? ',' : '.'
  return orMissing(decimalReader(column), `a decimal number such as ${whole}${sign}50`)
}

function textType({ emptyIsMissing }: Extract<ColumnSettings, { type: 'text' }>): CellType {
  return {
    read: emptyIsMissing === true ? (cell) => (cell === '' ? null : cell) : (cell) => cell,
    expected: 'text',
  }
}

function orMissing(read: (cell: string) => Json | undefined, expected: string): CellType {
  return { read: (cell) => (cell === '' ? null : read(cell)), expected }
}

function grouped(digits: string, thousands: string | undefined): string {
  return thousands === undefined ? digits : `${digits.slice(0, -3)}${thousands}${digits.slice(-3)}`
}

function booleanType(column: Extract<ColumnSettings, { type: 'boolean' }>): CellType {
  const yes = column.trueWords ?? ['true', 'yes', 'y', '1']
  const no = column.falseWords ?? ['false', 'no', 'n', '0']
  const values = new Map<string, boolean>([
    ...no.map((word): [string, boolean] => [word.toLowerCase(), false]),
    ...yes.map((word): [string, boolean] => [word.toLowerCase(), true]),
  ])
  return orMissing(
    (cell) => values.get(cell.trim().toLowerCase()),
    `one of ${[...yes, ...no].join(', ')}`,
  )
}

function dateType({ format }: Extract<ColumnSettings, { type: 'date' }>): CellType {
  const read = instantReader(format ?? 'yyyy-MM-dd')
  return orMissing(
    (cell) => {
      const parts = read(cell.trim())
      return parts === undefined ? undefined : new Date(wallMs(parts)).toISOString().slice(0, 10)
    },
    `a date in the form ${format ?? 'yyyy-MM-dd'}`,
  )
}

function instantType(column: Extract<ColumnSettings, { type: 'instant' }>): CellType {
  const read = instantReader(column.format)
  const toInstant = wallClock(column.zone ?? 'UTC')
  const toText = (cell: string) => {
    const parts = read(cell.trim())
    if (parts === undefined) return undefined
    const wall = wallMs(parts)
    const { offsetMinutes } = parts
    const instant = offsetMinutes === undefined ? toInstant(wall) : wall - offsetMinutes * 60_000
    return new Date(instant).toISOString()
  }
  return orMissing(
    rememberingLast(toText),
    `an instant in the form ${column.format ?? '2010-12-01T08:26:00Z'}`,
  )
}

/** Lines of one order stand together and carry the same instant. */
function rememberingLast(
  read: (cell: string) => string | undefined,
): (cell: string) => string | undefined {
  let last = ''
  let value: string | undefined
  return (cell) => {
    if (cell !== last) {
      value = read(cell)
      last = cell
    }
    return value
  }
}

function wallMs(parts: InstantParts): number {
  const { year, month, day, hour, minute, second, millisecond } = parts
  // `Date.UTC` takes years below 100 for those of the twentieth century; 400 years later the calendar is the same.
  const cycleMs = 12_622_780_800_000
  return Date.UTC(year + 400, month - 1, day, hour, minute, second, millisecond) - cycleMs
}
