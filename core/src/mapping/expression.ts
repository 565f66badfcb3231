import type { Expression } from '../v1/mapping.ts'
import { compileCall } from './call.ts'
import type { Context, Place } from './context.ts'
import { compileFields } from './fields.ts'
import { checkFit } from './fit.ts'
import { constant, type Node } from './node.ts'
import { compileReference } from './reference.ts'
import { step, type Shape } from './shape.ts'

/** Compiles an expression; `target` is what is known of the place where its value goes. */
export function compileExpression(
  expression: Expression,
  context: Context,
  path: Place,
  target?: Shape,
): Node {
  if (typeof expression === 'string') {
    if (!expression.startsWith('$') || expression.startsWith('$$')) {
      const literal = constant(expression.startsWith('$') ? expression.slice(1) : expression)
      return checkFit(literal, context, path, target)
    }
    return checkFit(compileReference(expression, context, path), context, path, target)
  }
  if (typeof expression !== 'object' || expression === null)
    return checkFit(constant(expression), context, path, target)
  if (Array.isArray(expression))
    return compileList(expression as readonly Expression[], context, path, target)
  const names = Object.keys(expression)
  const calls = names.filter((name) => name.startsWith('$') && !name.startsWith('$$'))
  if (calls.length > 0)
    return compileCall(
      calls,
      expression as Readonly<Record<string, Expression>>,
      context,
      path,
      target,
    )
  const { node } = compileFields(
    expression as Readonly<Record<string, Expression>>,
    context,
    path,
    target,
  )
  return checkFit(node, context, path, target)
}

/** A list keeps its length: what is missing is null. */
function compileList(
  elements: readonly Expression[],
  context: Context,
  path: Place,
  target: Shape | undefined,
): Node {
  const nodes = elements.map((element, index) => {
    const inside = target === undefined ? undefined : step(target, String(index)).found
    return compileExpression(element, context, [...path, index], inside)
  })
  const kinds = ['array'] as const
  if (nodes.every((node) => node.constant !== undefined)) {
    const values = nodes.map((node) => node.constant?.value ?? null)
    return checkFit(constant(values), context, path, target)
  }
  const node: Node = {
    kinds,
    evaluate: (here, scope) => nodes.map(({ evaluate }) => evaluate(here, scope) ?? null),
  }
  return checkFit(node, context, path, target)
}
