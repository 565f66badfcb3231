import { nearest } from '../json/index.ts'
import { wrong, type Context, type Place } from './context.ts'
import type { Kind } from './kind.ts'
import type { Node } from './node.ts'
import { kindsOf, valuesOf, type Shape } from './shape.ts'

/** Reports a value that can never fit where it goes; what only may not fit is left to the records. */
export function checkFit(
  node: Node,
  context: Context,
  path: Place,
  target: Shape | undefined,
): Node {
  if (target === undefined) return node
  const expected = kindsOf(target)
  if (node.kinds !== undefined && expected !== undefined && !overlap(node.kinds, expected)) {
    wrong(
      context,
      path,
      `this gives ${inWords(node.kinds)}, but the field takes ${inWords(expected)}`,
    )
    return node
  }
  const values = valuesOf(target)
  const value = node.constant?.value
  if (values !== undefined && value !== undefined && value !== null && !values.includes(value)) {
    const shown = values.map((one) => String(one))
    const meant = typeof value === 'string' ? nearest(value, shown) : undefined
    const list = shown.length > 12 ? `${shown.slice(0, 12).join(', ')} …` : shown.join(', ')
    wrong(context, path, `the field takes one of ${list}; this is something else`, meant)
  }
  return node
}

export function overlap(first: readonly Kind[], second: readonly Kind[]): boolean {
  return first.some((one) => second.some((other) => general(one) === general(other)))
}

/** A number may turn out whole. */
function general(kind: Kind): Kind {
  return kind === 'integer' ? 'number' : kind
}

const words: Readonly<Record<Kind, string>> = {
  string: 'text',
  number: 'a number',
  integer: 'a whole number',
  boolean: 'true or false',
  array: 'a list',
  object: 'an object',
}

export function inWords(kinds: readonly Kind[]): string {
  return kinds.map((kind) => words[kind]).join(' or ')
}
