import type { Json, JsonObject } from '@cartograph/core'
import type { SeenTexts } from '../seen-texts.ts'
import type { FieldRule } from './field-rule.ts'
import { isGtin } from './gtin.ts'
import { shownValue, type ItemProblem } from './item-problem.ts'

/** What is wrong with one row of a feed; `seen` remembers the ids of the rows before it. */
export function checkItem(
  item: JsonObject,
  rules: readonly FieldRule[],
  seen: SeenTexts,
): readonly ItemProblem[] {
  const problems = rules.flatMap((rule) => problemsOf(rule, item[rule.field]))
  if (problems.some(({ severity }) => severity === 'error')) return problems
  // A row that is left out anyway takes nobody's id.
  return [...problems, ...rules.flatMap((rule) => duplicateOf(rule, item[rule.field], seen))]
}

function problemsOf(rule: FieldRule, value: Json | undefined): readonly ItemProblem[] {
  const { field, required } = rule
  if (isNothing(value))
    return required === undefined
      ? []
      : [{ field, rule: 'required', severity: required, expected: 'a value' }]
  const values = Array.isArray(value) ? value : [value]
  const found = values.map((each) => problemOf(rule, each)).find((each) => each !== undefined)
  return found === undefined ? [] : [found]
}

function problemOf(rule: FieldRule, value: Json | undefined): ItemProblem | undefined {
  const { field, longest, form, oneOf } = rule
  const text = textOf(value)
  const problem = (
    kind: ItemProblem['rule'],
    severity: ItemProblem['severity'],
    expected: string,
  ): ItemProblem => ({ field, rule: kind, severity, expected, value: shownValue(text) })
  if (oneOf !== undefined && !oneOf.includes(text))
    return problem('value', 'error', `one of ${oneOf.join(', ')}`)
  if (longest !== undefined && text.length > longest && Array.from(text).length > longest)
    return problem(
      'length',
      rule.isUnique === true ? 'error' : 'warning',
      `${longest} characters at the most`,
    )
  if (form === 'url') {
    const what = urlProblem(text)
    if (what !== undefined) return problem('url', what.severity, what.expected)
  }
  if (form === 'price' && !isPrice(text))
    return problem('price', 'error', 'an amount above 0 and a currency, such as 129.00 EUR')
  if (form === 'amount' && !isAmount(text))
    return problem('price', 'error', 'an amount above 0, such as 129.00')
  if (form === 'gtin' && !isGtin(text))
    return problem('gtin', 'warning', '8, 12, 13 or 14 digits with the right check digit')
  return undefined
}

function urlProblem(text: string): Pick<ItemProblem, 'severity' | 'expected'> | undefined {
  const scheme = URL.canParse(text) && !/\s/.test(text) ? new URL(text).protocol : undefined
  if (scheme === 'https:') return undefined
  const expected = 'an absolute address that begins with https://'
  return { severity: scheme === 'http:' ? 'warning' : 'error', expected }
}

function isPrice(text: string): boolean {
  return / [A-Z]{3}$/.test(text) && isAmount(text.slice(0, -4))
}

function isAmount(text: string): boolean {
  return /^\d{1,15}(\.\d{1,4})?$/.test(text) && Number(text) > 0
}

function duplicateOf(
  { field, isUnique }: FieldRule,
  value: Json | undefined,
  seen: SeenTexts,
): readonly ItemProblem[] {
  if (isUnique !== true || isNothing(value) || seen.add(`${field}=${textOf(value)}`)) return []
  return [
    {
      field,
      rule: 'duplicate',
      severity: 'error',
      expected: 'an id that no row before it has',
      value: shownValue(value),
    },
  ]
}

function isNothing(value: Json | undefined): value is null | undefined {
  if (value === null || value === undefined || value === '') return true
  return Array.isArray(value) && value.length === 0
}

function textOf(value: Json | undefined): string {
  return typeof value === 'string' ? value : (JSON.stringify(value) ?? '')
}
