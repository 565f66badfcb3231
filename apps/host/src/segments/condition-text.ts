import type { Comparison, Condition, Operand } from './condition.ts'

/** A condition as one line that people read. */
export function conditionText(where: Condition): string {
  if ('all' in where)
    return where.all.length === 0
      ? 'everybody'
      : `all of (${where.all.map(conditionText).join('; ')})`
  if ('any' in where) return `any of (${where.any.map(conditionText).join('; ')})`
  if ('not' in where) return `not (${conditionText(where.not)})`
  if ('field' in where) return comparisonText(where)
  const { count, sum, of, days, op, value } = where
  const what = count === undefined ? `sum of ${sum ?? ''} of ${of ?? ''}s` : `${count}s`
  const when = days === undefined ? '' : ` of the last ${days} days`
  const which = where.where === undefined ? '' : ` with ${conditionText(where.where)}`
  return `${what}${when}${which} ${op} ${value}`
}

function comparisonText({ field, op, value }: Comparison): string {
  if (op === 'known' || value === undefined) return `${field} is known`
  return `${field} ${op} ${operandText(value)}`
}

function operandText(value: Operand): string {
  if (typeof value !== 'object') return JSON.stringify(value)
  if (isList(value)) return value.map((each) => JSON.stringify(each)).join(', ')
  if ('percentile' in value) return `P${value.percentile}`
  const name = 'constant' in value ? value.constant : value.field
  return value.times === undefined ? name : `${value.times} × ${name}`
}

function isList(value: Operand): value is readonly (string | number)[] {
  return Array.isArray(value)
}
