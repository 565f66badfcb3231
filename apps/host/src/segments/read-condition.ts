import type { Aggregate, Comparison, Condition } from './condition.ts'
import { linkedTo, type Linked } from './fields.ts'
import { fieldNamed, isNumber, isNumeric, kindOf } from './named-field.ts'
import { numberOrderings, operatorsOf } from './operators-of.ts'
import { deeper, inside, refused, type Place } from './place.ts'
import { readOperand } from './read-operand.ts'

/** Deep enough for whatever people write, and far from what a database cannot nest. */
const deepest = 12
/** Conditions of one segment altogether. */
const most = 200

/** Reads the conditions of a segment; what they name is there, and what they compare can be compared. */
export function readCondition(value: unknown, of: Linked): Condition {
  return conditionIn(value, { path: ['where'], of, depth: 1, read: { count: 0 } })
}

function conditionIn(value: unknown, place: Place): Condition {
  if (typeof value !== 'object' || value === null || Array.isArray(value))
    throw refused(place, 'expected a condition, such as { field, op, value }')
  if (place.depth > deepest)
    throw refused(place, `conditions are nested deeper than ${deepest} levels`)
  place.read.count += 1
  if (place.read.count > most) throw refused(place, `there are more than ${most} conditions`)
  const given = value as Readonly<Record<string, unknown>>
  if ('all' in given) return { all: listIn(given, 'all', place) }
  if ('any' in given) {
    const any = listIn(given, 'any', place)
    if (any.length === 0)
      throw refused(inside(place, 'any'), 'expected at least one condition; nobody fulfils none')
    return { any }
  }
  if ('not' in given) {
    only(given, ['not'], place)
    return { not: conditionIn(given['not'], deeper(place, 'not')) }
  }
  if ('field' in given) return comparisonIn(given, place)
  if ('count' in given || 'sum' in given) return aggregateIn(given, place)
  throw refused(place, 'expected `all`, `any`, `not`, `field`, `count` or `sum`')
}

function listIn(
  given: Readonly<Record<string, unknown>>,
  name: 'all' | 'any',
  place: Place,
): readonly Condition[] {
  only(given, [name], place)
  const list = given[name]
  if (!Array.isArray(list)) throw refused(inside(place, name), 'expected a list of conditions')
  return list.map((part: unknown, index) => conditionIn(part, deeper(place, name, String(index))))
}

function comparisonIn(given: Readonly<Record<string, unknown>>, place: Place): Comparison {
  only(given, ['field', 'op', 'value'], place)
  const field = fieldNamed(given['field'], place.of, inside(place, 'field'))
  const op = oneOf(given['op'], operatorsOf[field.type], inside(place, 'op'), `${field.id} takes `)
  if (op === 'known') {
    if (given['value'] !== undefined)
      throw refused(inside(place, 'value'), '`known` is compared with nothing')
    return { field: field.id, op }
  }
  return {
    field: field.id,
    op,
    value: readOperand(given['value'], op, field, inside(place, 'value')),
  }
}

function aggregateIn(given: Readonly<Record<string, unknown>>, place: Place): Aggregate {
  const isSum = 'sum' in given
  only(given, [...(isSum ? ['sum', 'of'] : ['count']), 'where', 'days', 'op', 'value'], place)
  const name = isSum ? 'of' : 'count'
  const of = oneOf(
    given[name],
    linkedTo[place.of],
    inside(place, name),
    `a${place.of === 'order' || place.of === 'event' ? 'n' : ''} ${place.of} leads to `,
  )
  const op = oneOf(given['op'], numberOrderings, inside(place, 'op'), 'a number takes ')
  const { value, days } = given
  if (!isNumber(value)) throw refused(inside(place, 'value'), 'expected a number')
  const shared = {
    ...(given['where'] !== undefined && {
      where: conditionIn(given['where'], { ...deeper(place, 'where'), of }),
    }),
    ...(days !== undefined && { days: daysIn(days, of, inside(place, 'days')) }),
    op,
    value,
  }
  if (!isSum) return { count: of, ...shared }
  const summed = fieldNamed(given['sum'], of, inside(place, 'sum'))
  if (!isNumeric(summed))
    throw refused(inside(place, 'sum'), `${summed.id} is ${kindOf(summed)} and does not add up`)
  return { sum: summed.id, of, ...shared }
}

function daysIn(days: unknown, of: Linked, place: Place): number {
  if (of !== 'order' && of !== 'event')
    throw refused(place, `only orders and events have a day, and a ${of} has none`)
  if (typeof days !== 'number' || !Number.isInteger(days) || days < 1 || days > 36_500)
    throw refused(place, 'expected a whole number of days from 1 to 36500')
  return days
}

function oneOf<Name extends string>(
  value: unknown,
  names: readonly Name[],
  place: Place,
  says: string,
): Name {
  const found = names.find((name) => name === value)
  if (found !== undefined) return found
  throw refused(place, `${says}${names.length === 0 ? 'nothing' : names.join(', ')}`)
}

function only(
  given: Readonly<Record<string, unknown>>,
  names: readonly string[],
  place: Place,
): void {
  const other = Object.keys(given).find((name) => !names.includes(name))
  if (other !== undefined)
    throw refused(place, `"${other}" is not expected beside ${names.join(', ')}`)
}
