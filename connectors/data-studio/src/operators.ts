import { RE2JS } from 're2js'
import type { Assumptions } from './assumptions.ts'
import type { Condition } from './sent-request.ts'

/** Whether a value, as it is shown, fulfils a condition. */
export type Test = (shown: string) => boolean

type Operator = (values: readonly string[], assumptions: Assumptions) => Test | undefined

/**
 * The operators of the filters page. One that is given values that make no sense is no test.
 *
 * Where the page is silent: equality is of the shown text, CONTAINS minds capitals, BETWEEN takes both ends and compares numbers and
 * dates (as `20261125`).
 *
 * @see https://developers.google.com/data-studio/connector/ (read 2026-11)
 */
const operators: Readonly<Record<string, Operator>> = {
  EQUALS: (values) => only(values, (value) => (shown) => shown === value),
  CONTAINS: (values, { containsMindsCase }) =>
    only(values, (value) =>
      containsMindsCase
        ? (shown) => shown.includes(value)
        : (shown) => shown.toLowerCase().includes(value.toLowerCase()),
    ),
  REGEXP_PARTIAL_MATCH: (values) =>
    only(values, (value) => {
      const pattern = compiled(value)
      return pattern && ((shown) => pattern.matcher(shown).find())
    }),
  REGEXP_EXACT_MATCH: (values) =>
    only(values, (value) => {
      const pattern = compiled(value)
      return pattern && ((shown) => pattern.matches(shown))
    }),
  IN_LIST: (values) => {
    const list = new Set(values)
    return values.length === 0 ? undefined : (shown) => list.has(shown)
  },
  IS_NULL: () => (shown) => shown === '',
  BETWEEN: ([from, to, ...rest]) => {
    const [least, most] = [numberIn(from), numberIn(to)]
    if (least === undefined || most === undefined || rest.length > 0) return undefined
    return compared((shown) => least <= shown && shown <= most)
  },
  NUMERIC_GREATER_THAN: bound((shown, value) => shown > value),
  NUMERIC_GREATER_THAN_OR_EQUAL: bound((shown, value) => shown >= value),
  NUMERIC_LESS_THAN: bound((shown, value) => shown < value),
  NUMERIC_LESS_THAN_OR_EQUAL: bound((shown, value) => shown <= value),
}

/** What a condition asks of a value; undefined where it cannot be understood. */
export function testOf(
  { operator, values, type }: Pick<Condition, 'operator' | 'values' | 'type'>,
  assumptions: Assumptions,
): Test | undefined {
  const known = Object.hasOwn(operators, operator) ? operators[operator] : undefined
  const test = known?.(values, assumptions)
  if (test === undefined || type === 'INCLUDE') return test
  return type === 'EXCLUDE' ? (shown) => !test(shown) : undefined
}

function only(
  values: readonly string[],
  make: (value: string) => Test | undefined,
): Test | undefined {
  const [value, ...rest] = values
  return value === undefined || rest.length > 0 ? undefined : make(value)
}

function bound(isSo: (shown: number, value: number) => boolean): Operator {
  return (values) =>
    only(values, (text) => {
      const value = numberIn(text)
      return value === undefined ? undefined : compared((shown) => isSo(shown, value))
    })
}

/** What is no number is in no range of numbers. */
function compared(isSo: (shown: number) => boolean): Test {
  return (shown) => {
    const found = numberIn(shown)
    return found !== undefined && isSo(found)
  }
}

function numberIn(text: string | undefined): number | undefined {
  if (text === undefined || text.trim() === '') return undefined
  const found = Number(text)
  return Number.isFinite(found) ? found : undefined
}

/** Expressions are those of RE2, which take time in proportion to the text; look-arounds and references back are none. */
function compiled(expression: string): RE2JS | undefined {
  try {
    return RE2JS.compile(expression)
  } catch {
    return undefined
  }
}
