import type { Json } from '../../v1/words.ts'
import { canonicalise } from '../../json/index.ts'
import { listOf, type Definition, type Family } from '../definition.ts'
import { isList, type Evaluate, type Node } from '../node.ts'
import { trouble, unfit } from '../trouble.ts'
import { compareExactly, isNumeric } from './operands.ts'
import { textOf } from './text.ts'

/** Only true is yes; false, null and missing are no. A text or a number is neither, because nobody could say which it means. */
export function decide(value: Json | undefined, call: string): boolean {
  if (value === true) return true
  if (value === false || value === null || value === undefined) return false
  throw unfit(call, 'true or false (`$isBlank` and `$equals` give one)', value)
}

/** Same type and same content; missing equals only missing. */
function same(first: Json | undefined, second: Json | undefined): boolean {
  if (first === second) return true
  if (typeof first !== 'object' || typeof second !== 'object') return false
  if (first === null || second === null) return false
  return canonicalise(first) === canonicalise(second)
}

function isBlank(value: Json | undefined): boolean {
  if (value === null || value === undefined) return true
  return typeof value === 'string' ? value.trim() === '' : isList(value) && value.length === 0
}

function pair(
  says: string,
  judge: (first: Json | undefined, second: Json | undefined, call: string) => Json | undefined,
): Definition {
  return {
    says,
    takes: 'values',
    least: 2,
    most: 2,
    gives: ['boolean'],
    compile({ values, call }) {
      const [left, right] = values ?? []
      if (left === undefined || right === undefined)
        throw trouble('it takes two values, `[one, other]`')
      return (here, scope) => judge(left.evaluate(here, scope), right.evaluate(here, scope), call)
    },
  }
}

/** Numbers and decimal text by size, other text by code unit; null and missing are in no order, so the answer is false. */
function ordered(says: string, judge: (order: number) => boolean): Definition {
  return pair(says, (first, second, call) => {
    if (first === null || first === undefined || second === null || second === undefined)
      return false
    if (isNumeric(first) && isNumeric(second)) return judge(compareExactly(first, second, call))
    if (typeof first !== 'string' || typeof second !== 'string')
      throw unfit(call, 'two numbers or two texts', typeof first === 'string' ? second : first)
    return judge(first < second ? -1 : Number(first > second))
  })
}

function onTexts(says: string, judge: (whole: string, part: string) => boolean): Definition {
  return pair(says, (whole, part, call) => {
    if (whole === null || whole === undefined || part === null || part === undefined) return false
    return judge(textOf(whole, call), textOf(part, call))
  })
}

function onAny(says: string, judge: (value: Json | undefined) => boolean): Definition {
  return {
    says,
    takes: 'value',
    gives: ['boolean'],
    compile:
      ({ value }) =>
      (here, scope) =>
        judge(value.evaluate(here, scope)),
  }
}

/** The first value that will do, the others not evaluated. */
function firstThat(says: string, will: (value: Json | undefined) => boolean): Definition {
  return {
    says,
    takes: 'values',
    result: true,
    compile(parts) {
      const { values } = parts
      if (values === undefined) {
        const list = listOf(parts)
        return (here, scope) => list(here, scope)?.find((value) => will(value))
      }
      const evaluators = values.map(({ evaluate }) => evaluate)
      return (here, scope) => {
        for (const evaluate of evaluators) {
          const value = evaluate(here, scope)
          if (will(value)) return value
        }
        return undefined
      }
    },
  }
}

function every(says: string, until: boolean): Definition {
  return {
    says,
    takes: 'values',
    gives: ['boolean'],
    compile(parts) {
      const { values, call } = parts
      if (values === undefined) {
        const list = listOf(parts)
        return (here, scope) => {
          const given = list(here, scope) ?? []
          return given.some((value) => decide(value, call) === until) ? until : !until
        }
      }
      return (here, scope) =>
        values.some(({ evaluate }) => decide(evaluate(here, scope), call) === until)
          ? until
          : !until
    },
  }
}

/** The two results of a condition. */
function branches(yes: string, no: string): NonNullable<Definition['named']> {
  return {
    [yes]: { is: 'value', result: true },
    [no]: { is: 'value', optional: true, result: true },
  }
}

export const choice: Family = {
  $coalesce: firstThat(
    'The first value that is neither missing nor null; empty text counts.',
    (value) => value !== null && value !== undefined,
  ),
  $firstFilled: firstThat(
    'The first value that is not missing, null, blank text or an empty list.',
    (value) => !isBlank(value),
  ),
  $if: {
    says: '`then` if the condition is true, else `else`; without `else` missing.',
    takes: 'value',
    named: branches('then', 'else'),
    accepts: ['boolean'],
    compile({ value, named, call }) {
      const { then, else: otherwise } = named
      return (here, scope) =>
        decide(value.evaluate(here, scope), call)
          ? then?.evaluate(here, scope)
          : otherwise?.evaluate(here, scope)
    },
  },
  $case: {
    says: 'The entry of the table `of` for a value (numbers and true or false by their text), else `else`; without `else` missing.',
    takes: 'value',
    named: {
      of: { is: 'table', result: true },
      else: { is: 'value', optional: true, result: true },
    },
    accepts: ['string', 'number', 'integer', 'boolean'],
    compile({ value, table, named, call }) {
      const entries = table['of'] ?? new Map<string, Node>()
      const otherwise = named['else']
      return (here, scope) => {
        const found = value.evaluate(here, scope)
        const entry =
          found === null || found === undefined ? undefined : entries.get(textOf(found, call))
        return (entry ?? otherwise)?.evaluate(here, scope)
      }
    },
  },
  $equals: pair('Whether two values are the same, of the same type.', (one, other) =>
    same(one, other),
  ),
  $notEquals: pair('Whether two values differ.', (one, other) => !same(one, other)),
  $in: pair('Whether the first value is in the list.', (one, list, call) => {
    if (list === null || list === undefined) return false
    if (!isList(list)) throw unfit(call, 'a list as its second value', list)
    return list.some((element) => same(one, element))
  }),
  $and: every('Whether all are true.', false),
  $or: every('Whether one is true.', true),
  $not: {
    says: 'Whether the value is not true.',
    takes: 'value',
    accepts: ['boolean'],
    gives: ['boolean'],
    compile:
      ({ value, call }): Evaluate =>
      (here, scope) =>
        !decide(value.evaluate(here, scope), call),
  },
  $greater: ordered('Whether the first is greater.', (order) => order > 0),
  $greaterOrEqual: ordered('Whether the first is greater or equal.', (order) => order >= 0),
  $less: ordered('Whether the first is less.', (order) => order < 0),
  $lessOrEqual: ordered('Whether the first is less or equal.', (order) => order <= 0),
  $startsWith: onTexts('Whether a text begins with another.', (whole, part) =>
    whole.startsWith(part),
  ),
  $endsWith: onTexts('Whether a text ends with another.', (whole, part) => whole.endsWith(part)),
  $contains: pair('Whether a text contains another, or a list a value.', (whole, part, call) => {
    if (whole === null || whole === undefined || part === undefined) return false
    if (isList(whole)) return whole.some((element) => same(element, part))
    return part !== null && textOf(whole, call).includes(textOf(part, call))
  }),
  $isMissing: onAny(
    'Whether the value is missing or null.',
    (value) => value === null || value === undefined,
  ),
  $isBlank: onAny('Whether the value is missing, null, blank text or an empty list.', isBlank),
}
