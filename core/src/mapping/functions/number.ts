import type { Json } from '../../v1/words.ts'
import { listOf, ofOne, type Arguments, type Definition, type Family } from '../definition.ts'
import {
  compared,
  divided,
  exactOf,
  isDecimal,
  negated,
  plus,
  rounded,
  times,
  toNumber,
  toText,
  type Exact,
} from '../exact.ts'
import type { Node } from '../node.ts'
import { unfit } from '../trouble.ts'
import { textOf } from './text.ts'

type ExactEvaluate = NonNullable<Node['exact']>

/** The value of an expression as a decimal; arithmetic hands it over without text in between. */
export function exactNode(node: Node, call: string): ExactEvaluate {
  if (node.exact !== undefined) return node.exact
  const { evaluate } = node
  return (here, scope) => exactOf(evaluate(here, scope), call)
}

/** An exact evaluation as an expression: decimal text. */
function asText(exact: ExactEvaluate): Omit<Node, 'kinds'> {
  return {
    exact,
    evaluate(here, scope) {
      const value = exact(here, scope)
      return value === null || value === undefined ? value : toText(value)
    },
  }
}

function exactList(
  parts: Arguments,
): (...given: Parameters<ExactEvaluate>) => (Exact | null | undefined)[] | null | undefined {
  const { values, call } = parts
  if (values !== undefined) {
    const operands = values.map((node) => exactNode(node, call))
    return (here, scope) => operands.map((operand) => operand(here, scope))
  }
  const list = listOf(parts)
  return (here, scope) => list(here, scope)?.map((value) => exactOf(value, call))
}

/** All operands count: one that is missing or null makes the result so. */
function arithmetic(says: string, combine: (first: Exact, second: Exact) => Exact): Definition {
  return {
    says,
    takes: 'values',
    gives: ['string'],
    compile(parts) {
      const [left, right, ...more] = (parts.values ?? []).map((node) => exactNode(node, parts.call))
      if (left !== undefined && right !== undefined && more.length === 0)
        return asText((here, scope) => {
          const first = left(here, scope)
          if (first === null || first === undefined) return first
          const second = right(here, scope)
          return second === null || second === undefined ? second : combine(first, second)
        })
      const list = exactList(parts)
      return asText((here, scope) => {
        const operands = list(here, scope)
        if (operands === null || operands === undefined) return operands
        let result: Exact | undefined
        for (const operand of operands) {
          if (operand === null || operand === undefined) return operand
          result = result === undefined ? operand : combine(result, operand)
        }
        return result
      })
    },
  }
}

function onExact(says: string, change: (value: Exact) => Exact): Definition {
  return {
    says,
    takes: 'value',
    accepts: ['string', 'number', 'integer'],
    gives: ['string'],
    compile(parts) {
      const exact = exactNode(parts.value, parts.call)
      return asText((here, scope) => {
        const value = exact(here, scope)
        return value === null || value === undefined ? value : change(value)
      })
    },
  }
}

/** The least or greatest of decimals, or by code unit of texts such as instants; missing and null do not count. */
function extreme(says: string, sign: 1 | -1): Definition {
  return {
    says,
    takes: 'values',
    compile(parts) {
      const list = listOf(parts)
      return (here, scope) => {
        const values = list(here, scope)
        if (values === null || values === undefined) return values
        const filled = values.filter((value) => value !== null && value !== undefined)
        const compare = filled.every((value) => isNumeric(value))
          ? (first: Json, second: Json) => compareExactly(first, second, parts.call)
          : (first: Json, second: Json) => compareTexts(first, second, parts.call)
        let best = filled[0]
        for (const value of filled)
          if (best !== undefined && compare(value, best) * sign > 0) best = value
        return best
      }
    },
  }
}

export function isNumeric(value: Json | undefined): boolean {
  return typeof value === 'number' || (typeof value === 'string' && isDecimal(value))
}

export function compareExactly(first: Json, second: Json, call: string): number {
  const left = exactOf(first, call)
  const right = exactOf(second, call)
  if (left === null || left === undefined) throw unfit(call, 'a decimal', first)
  if (right === null || right === undefined) throw unfit(call, 'a decimal', second)
  return compared(left, right)
}

function compareTexts(first: Json, second: Json, call: string): number {
  if (typeof first !== 'string') throw unfit(call, 'all numbers or all text', first)
  if (typeof second !== 'string') throw unfit(call, 'all numbers or all text', second)
  if (first === second) return 0
  return first < second ? -1 : 1
}

export const number: Family = {
  $number: {
    says: 'Decimal text as the number nearest to it; blank text is missing.',
    takes: 'value',
    accepts: ['string', 'number', 'integer'],
    gives: ['number'],
    compile(parts) {
      const exact = exactNode(parts.value, parts.call)
      return (here, scope) => {
        const value = exact(here, scope)
        return value === null || value === undefined ? value : toNumber(value)
      }
    },
  },
  $integer: {
    says: 'Decimal text as a whole number; what has decimals or is too large is a fault.',
    takes: 'value',
    accepts: ['string', 'number', 'integer'],
    gives: ['integer'],
    compile(parts) {
      const exact = exactNode(parts.value, parts.call)
      return (here, scope) => {
        const value = exact(here, scope)
        if (value === null || value === undefined) return value
        const whole = toNumber(value)
        if (!Number.isSafeInteger(whole) || compared(value, rounded(value, 0)) !== 0)
          throw unfit(parts.call, 'a whole number', parts.value.evaluate(here, scope))
        return whole
      }
    },
  },
  $boolean: {
    says: 'true for true, yes, y, on, 1; false for false, no, n, off, 0; blank text is missing, anything else a fault.',
    takes: 'value',
    accepts: ['string', 'number', 'integer', 'boolean'],
    gives: ['boolean'],
    compile: (parts) =>
      ofOne(parts, (value) => {
        if (typeof value === 'boolean') return value
        const word = textOf(value, parts.call).trim().toLowerCase()
        if (word === '') return undefined
        if (['true', 'yes', 'y', 'on', '1'].includes(word)) return true
        if (['false', 'no', 'n', 'off', '0'].includes(word)) return false
        throw unfit(parts.call, 'true, yes, 1, false, no or 0', value)
      }),
  },
  $add: arithmetic('The sum; one missing operand makes it missing.', plus),
  $subtract: arithmetic('The first less all others.', (first, second) =>
    plus(first, negated(second)),
  ),
  $multiply: arithmetic('The product.', times),
  $divide: arithmetic('The first divided by the others, to 34 digits, half-up.', divided),
  $negate: onExact('The decimal with the other sign.', negated),
  $abs: onExact('The decimal without its sign.', (value) =>
    compared(value, { units: 0, scale: 0 }) < 0 ? negated(value) : value,
  ),
  $round: {
    says: 'The decimal to so many `places` (default 0), half away from zero.',
    takes: 'value',
    named: { places: { is: 'value', optional: true } },
    accepts: ['string', 'number', 'integer'],
    gives: ['string'],
    compile(parts) {
      const exact = exactNode(parts.value, parts.call)
      const { places } = parts.named
      return asText((here, scope) => {
        const value = exact(here, scope)
        const count = places?.evaluate(here, scope) ?? 0
        if (!Number.isInteger(count) || Math.abs(count as number) > 20)
          throw unfit(parts.call, 'places from -20 to 20', count)
        return value === null || value === undefined ? value : rounded(value, count as number)
      })
    },
  },
  $sum: {
    says: 'The sum of a list; missing and null do not count, and the sum of nothing is 0.',
    takes: 'values',
    gives: ['string'],
    compile(parts) {
      const { walk } = parts.value
      if (parts.values === undefined && walk !== undefined)
        return asText(sumOfWalk(walk, parts.call))
      const list = exactList(parts)
      return asText((here, scope) => {
        const operands = list(here, scope)
        if (operands === null || operands === undefined) return operands
        let total: Exact = { units: 0, scale: 0 }
        for (const operand of operands)
          if (operand !== null && operand !== undefined) total = plus(total, operand)
        return total
      })
    },
  },
  $min: extreme('The least of a list of decimals, or of texts by code unit.', -1),
  $max: extreme('The greatest of a list of decimals, or of texts by code unit.', 1),
}

/** `$sum` of `$each` adds up element by element. */
function sumOfWalk(walk: NonNullable<Node['walk']>, call: string): ExactEvaluate {
  const one = exactNode(walk.as, call)
  return (here, scope) => {
    const list = walk.list(here, scope)
    if (list === null || list === undefined) return list
    if (!Array.isArray(list)) throw unfit('$each', 'a list', list)
    let total: Exact = { units: 0, scale: 0 }
    for (const element of list as readonly Json[]) {
      const operand = one(element, scope)
      if (operand !== null && operand !== undefined) total = plus(total, operand)
    }
    return total
  }
}
