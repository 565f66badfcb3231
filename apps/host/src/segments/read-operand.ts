import { shopConstants, type Operand, type Operator } from './condition.ts'
import type { SegmentField } from './fields.ts'
import { listSeparator } from './list-separator.ts'
import { fieldNamed, isNumber, isNumeric, kindOf } from './named-field.ts'
import { inside, refused, type Place } from './place.ts'

/** Finer multiples, and larger ones, are nothing that anybody means. */
const finestTimes = 1000
const greatestTimes = 1000
const longestList = 1000
const longestText = 1000

/** Reads what a field is compared with; it is of the field's type. */
export function readOperand(
  value: unknown,
  op: Operator,
  field: SegmentField,
  place: Place,
): Operand {
  if (value === undefined) throw refused(place, `expected a value to compare ${field.id} with`)
  if (op === 'in') return listIn(value, field, place)
  if (field.type === 'flag') {
    if (typeof value === 'boolean') return value
    throw refused(place, `expected true or false, as ${field.id} is`)
  }
  if (field.type === 'list' || op === 'contains') return textIn(value, field, place)
  if (typeof value === 'object' && value !== null)
    return derivedIn(value as Readonly<Record<string, unknown>>, field, place)
  if (field.type === 'text') return textIn(value, field, place)
  if (isNumber(value)) return value
  throw refused(place, `expected a number, as ${field.id} is`)
}

function textIn(value: unknown, field: SegmentField, place: Place): string {
  const isText = typeof value === 'string' && value.length <= longestText
  if (isText && !value.includes('\u0000') && !value.includes(listSeparator)) return value
  throw refused(place, `expected a text, as ${field.id} is`)
}

function listIn(value: unknown, field: SegmentField, place: Place): readonly (string | number)[] {
  if (!Array.isArray(value) || value.length === 0 || value.length > longestList)
    throw refused(place, `expected a list of 1 to ${longestList} values`)
  return value.map((each: unknown, index) => {
    const own = inside(place, String(index))
    if (!isNumeric(field)) return textIn(each, field, own)
    if (isNumber(each)) return each
    throw refused(own, `expected a number, as ${field.id} is`)
  })
}

function derivedIn(
  given: Readonly<Record<string, unknown>>,
  field: SegmentField,
  place: Place,
): Operand {
  const first = Object.keys(given).find((name) => name !== 'times') ?? ''
  const names = Object.keys(given)
  if (first === 'field' && names.every((name) => name === 'field' || name === 'times')) {
    const other = fieldNamed(given['field'], place.of, inside(place, 'field'))
    const isSame = isNumeric(field) ? isNumeric(other) : other.type === field.type
    if (!isSame)
      throw refused(
        inside(place, 'field'),
        `${other.id} is ${kindOf(other)} and cannot be compared with ${field.id}, which is ${kindOf(field)}`,
      )
    return { field: other.id, ...timesIn(given['times'], field, place) }
  }
  if (!isNumeric(field)) throw refused(place, `expected ${kindOf(field)}, as ${field.id} is`)
  if (first === 'percentile' && names.length === 1) return percentileIn(given, place)
  const constant = shopConstants.find((name) => name === given['constant'])
  if (first === 'constant' && constant !== undefined && !names.some((name) => !isOfConstant(name)))
    return { constant, ...timesIn(given['times'], field, place) }
  throw refused(
    place,
    `expected a number, { percentile }, { field, times } or { constant, times } with ${shopConstants.join(' or ')}`,
  )
}

function isOfConstant(name: string): boolean {
  return name === 'constant' || name === 'times'
}

function percentileIn({ percentile }: Readonly<Record<string, unknown>>, place: Place): Operand {
  const isWhole = typeof percentile === 'number' && Number.isInteger(percentile)
  if (place.of === 'event') throw refused(place, 'there are no percentiles of events')
  if (isWhole && percentile >= 1 && percentile <= 99) return { percentile }
  throw refused(inside(place, 'percentile'), 'expected a whole number from 1 to 99')
}

function timesIn(times: unknown, field: SegmentField, place: Place): { readonly times?: number } {
  if (times === undefined) return {}
  const own = inside(place, 'times')
  if (!isNumeric(field)) throw refused(own, `${kindOf(field)} cannot be multiplied`)
  const isFine =
    typeof times === 'number' &&
    times > 0 &&
    times <= greatestTimes &&
    Math.abs(Math.round(times * finestTimes) - times * finestTimes) < 1e-9
  if (isFine) return { times }
  throw refused(own, 'expected a number above 0, up to 1000, with three decimals at the most')
}
