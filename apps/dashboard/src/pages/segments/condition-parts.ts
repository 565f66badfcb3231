import type { FieldType, Linked } from './catalogue.ts'
import type { ConditionNames } from './use-condition-names.ts'

/** A condition as it is drawn: a group of others, or one line. */
export type ConditionPart =
  | { readonly kind: 'all' | 'any' | 'not'; readonly parts: readonly ConditionPart[] }
  | {
      readonly kind: 'line'
      readonly subject: string
      readonly operator: string
      readonly value: string
      /** Of linked orders, products or events: what is asked of each. */
      readonly where?: ConditionPart
      readonly days?: number
    }

/** What a condition of the host says, in parts and in words; a part that the page does not know is shown as it was written. */
export function conditionParts(given: unknown, of: Linked, names: ConditionNames): ConditionPart {
  const condition = isObject(given) ? given : {}
  const within = (each: unknown) => conditionParts(each, of, names)
  for (const kind of ['all', 'any'] as const) {
    const inner = condition[kind]
    if (Array.isArray(inner)) return { kind, parts: inner.map(within) }
  }
  const { not, field, count, sum, op, value, where, days } = condition
  if (isObject(not))
    return {
      kind: 'not',
      parts: Array.isArray(not['any']) ? not['any'].map(within) : [within(not)],
    }
  const operator = typeof op === 'string' ? names.operator(op) : ''
  if (typeof field === 'string') {
    const type = names.typeOf(of, field)
    return {
      kind: 'line',
      subject: names.field(field),
      operator,
      value: operandText(value, type, names),
    }
  }
  const linked = (condition['of'] ?? count) as Linked | undefined
  if (linked === undefined)
    return { kind: 'line', subject: JSON.stringify(condition), operator, value: '' }
  const summed = typeof sum === 'string' ? sum : undefined
  return {
    kind: 'line',
    subject: summed === undefined ? names.counted(linked) : names.summed(linked, summed),
    operator,
    value: operandText(
      value,
      summed === undefined ? 'number' : names.typeOf(linked, summed),
      names,
    ),
    ...(isObject(where) && { where: conditionParts(where, linked, names) }),
    ...(typeof days === 'number' && { days }),
  }
}

function operandText(value: unknown, type: FieldType | undefined, names: ConditionNames): string {
  if (value === undefined || value === null) return ''
  if (Array.isArray(value))
    return value.map((each: unknown) => operandText(each, type, names)).join(', ')
  if (!isObject(value)) return names.value(value, type)
  const { percentile, constant, field, times } = value
  if (typeof percentile === 'number') return names.percentile(percentile)
  const base = typeof constant === 'string' ? names.constant(constant) : names.field(String(field))
  return typeof times === 'number' ? `${names.value(times, 'number')} × ${base}` : base
}

function isObject(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null
}
