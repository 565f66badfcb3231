import type { Json } from '../../v1/words.ts'
import { listOf, type Definition, type Family } from '../definition.ts'
import { compared, divided, negated, plus, times, type Exact } from '../exact.ts'
import type { Node } from '../node.ts'
import { unfit } from '../trouble.ts'
import {
  asText,
  compareExactly,
  exactList,
  exactNode,
  isNumeric,
  type ExactEvaluate,
} from './operands.ts'

/** All operands count: one that is missing or null makes the result so. */
function ofOperands(says: string, combine: (first: Exact, second: Exact) => Exact): Definition {
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

function compareTexts(first: Json, second: Json, call: string): number {
  if (typeof first !== 'string') throw unfit(call, 'all numbers or all text', first)
  if (typeof second !== 'string') throw unfit(call, 'all numbers or all text', second)
  if (first === second) return 0
  return first < second ? -1 : 1
}

export const arithmetic: Family = {
  $add: ofOperands('The sum; one missing operand makes it missing.', plus),
  $subtract: ofOperands('The first less all others.', (first, second) =>
    plus(first, negated(second)),
  ),
  $multiply: ofOperands('The product.', times),
  $divide: ofOperands('The first divided by the others, to 34 digits, half-up.', divided),
  $negate: onExact('The decimal with the other sign.', negated),
  $abs: onExact('The decimal without its sign.', (value) =>
    compared(value, { units: 0, scale: 0 }) < 0 ? negated(value) : value,
  ),
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
