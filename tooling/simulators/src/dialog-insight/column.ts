export type ColumnType =
  | 'Int'
  | 'BigInt'
  | 'Decimal'
  | 'NVarChar'
  | 'DateTime'
  | 'Date'
  | 'Bit'
  | 'EMail'

/** What a column's values must be found among: people, or the rows of another table. */
export type Reference =
  | { readonly of: 'contactKey' }
  | { readonly of: 'idContact' }
  | { readonly of: 'table'; readonly table: string; readonly column: string }

export interface Column {
  /** Without a prefix. */
  readonly code: string
  readonly type: ColumnType
  /** Characters of an NVarChar. Default: any number. */
  readonly length?: number
  readonly isRequired?: boolean
  readonly refers?: Reference
  readonly label?: string
}

/** What a value is kept as; `undefined` where it does not fit. */
export type Stored = string | number | boolean | null

const dayText = /^(\d{4})[.-](\d\d)[.-](\d\d)$/
const timeText = /^(\d{4})[.-](\d\d)[.-](\d\d)[ T](\d\d):(\d\d):(\d\d)$/

/** Both forms of a date are read, with points and with dashes. */
export function storedValue({ type, length }: Column, given: unknown): Stored | undefined {
  if (given === null || given === '') return null
  switch (type) {
    case 'Int':
    case 'BigInt': {
      const number = numberOf(given)
      const most = type === 'Int' ? 2_147_483_647 : Number.MAX_SAFE_INTEGER
      return number !== undefined && Number.isInteger(number) && Math.abs(number) <= most
        ? number
        : undefined
    }
    case 'Decimal':
      return numberOf(given)
    case 'Bit':
      return given === true || given === 1 || given === '1'
        ? true
        : given === false || given === 0 || given === '0'
          ? false
          : undefined
    case 'Date':
      return dated(dayText, given)
    case 'DateTime':
      return dated(timeText, given) ?? dated(dayText, given)
    case 'EMail':
      return typeof given === 'string' && /^[^@\s]+@[^@\s]+\.[^@\s]+$/.test(given)
        ? given
        : undefined
    case 'NVarChar':
      return textOf(given, length)
    default:
      return undefined
  }
}

function textOf(given: unknown, length = Number.POSITIVE_INFINITY): string | undefined {
  if (typeof given !== 'string' && typeof given !== 'number' && typeof given !== 'boolean')
    return undefined
  const text = String(given)
  return text.length <= length ? text : undefined
}

function numberOf(given: unknown): number | undefined {
  if (typeof given === 'number') return given
  if (typeof given !== 'string' || !/^-?\d+(?:\.\d+)?$/.test(given)) return undefined
  return Number(given)
}

function dated(form: RegExp, given: unknown): string | undefined {
  const found = typeof given === 'string' ? form.exec(given) : null
  if (found === null) return undefined
  const [, year, month, day, hour = '00', minute = '00', second = '00'] = found
  const at = new Date(`${year}-${month}-${day}T${hour}:${minute}:${second}Z`)
  if (Number.isNaN(at.getTime()) || at.getUTCDate() !== Number(day)) return undefined
  return form === dayText
    ? `${year}.${month}.${day}`
    : `${year}.${month}.${day} ${hour}:${minute}:${second}`
}
