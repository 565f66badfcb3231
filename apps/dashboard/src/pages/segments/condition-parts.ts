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

/** What a condition of the host says, in parts; a part that the page does not know is shown as it was written. */
export function conditionParts(given: unknown): ConditionPart {
  const condition = isObject(given) ? given : {}
  for (const kind of ['all', 'any'] as const) {
    const inner = condition[kind]
    if (Array.isArray(inner)) return { kind, parts: inner.map((each) => conditionParts(each)) }
  }
  const not = condition['not']
  if (isObject(not)) return { kind: 'not', parts: [conditionParts(not)] }
  const { field, count, sum, of, op, value, where, days } = condition
  const linked = [sum, of ?? count].filter((part) => typeof part === 'string').join(' ← ')
  return {
    kind: 'line',
    subject: typeof field === 'string' ? field : linked || JSON.stringify(condition),
    operator: typeof op === 'string' ? op : '',
    value: operandText(value),
    ...(typeof where === 'object' && where !== null && { where: conditionParts(where) }),
    ...(typeof days === 'number' && { days }),
  }
}

function operandText(value: unknown): string {
  if (value === undefined || value === null) return ''
  if (Array.isArray(value)) return value.map(operandText).join(', ')
  if (!isObject(value)) return JSON.stringify(value).replaceAll(/^"|"$/gu, '')
  const { percentile, constant, field, times } = value
  const base =
    percentile === undefined ? operandText(constant ?? field) : `${operandText(percentile)} %`
  return times === undefined ? base : `${base} × ${operandText(times)}`
}

function isObject(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null
}
