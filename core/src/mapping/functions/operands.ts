import type { Json } from '../../v1/words.ts'
import { listOf, type Arguments } from '../definition.ts'
import { compared, exactOf, isDecimal, toText, type Exact } from '../exact.ts'
import type { Node } from '../node.ts'
import { unfit } from '../trouble.ts'

export type ExactEvaluate = NonNullable<Node['exact']>

/** The value of an expression as a decimal; arithmetic hands it over without text in between. */
export function exactNode(node: Node, call: string): ExactEvaluate {
  if (node.exact !== undefined) return node.exact
  const { evaluate } = node
  return (here, scope) => exactOf(evaluate(here, scope), call)
}

/** An exact evaluation as an expression: decimal text. */
export function asText(exact: ExactEvaluate): Omit<Node, 'kinds'> {
  return {
    exact,
    evaluate(here, scope) {
      const value = exact(here, scope)
      return value === null || value === undefined ? value : toText(value)
    },
  }
}

/** All operands as decimals, whether written in place or given by one list. */
export function exactList(
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
