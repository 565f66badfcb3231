import { nearest } from '../json/index.ts'
import type { Expression } from '../v1/mapping.ts'
import type { Json } from '../v1/words.ts'
import { doubtful, wrong, type Context, type Place } from './context.ts'
import { constant, fieldOf, isObject, type Evaluate, type Node } from './node.ts'
import { isRefused } from './path.ts'
import { alternatives, step, type Shape } from './shape.ts'
import { trouble, within } from './trouble.ts'

/** A field of the output, compiled. */
export interface CompiledField {
  readonly name: string
  readonly rule: Expression
  readonly node: Node
}

/** Compiles an object that is written out: its fields one by one, and the object they make. */
export function compileFields(
  written: Readonly<Record<string, Expression>>,
  context: Context,
  path: Place,
  target?: Shape,
): { readonly fields: readonly CompiledField[]; readonly node: Node } {
  const fields: CompiledField[] = []
  for (const [key, rule] of Object.entries(written)) {
    const name = key.startsWith('$$') ? key.slice(1) : key
    const place = [...path, key]
    if (isRefused(name)) {
      wrong(context, place, `\`${name}\` is no name for a field`)
      continue
    }
    const inside = target === undefined ? undefined : targetField(target, name, context, place)
    fields.push({ name, rule, node: context.compile(rule, context, place, inside) })
  }
  return { fields, node: objectOf(fields, context) }
}

function targetField(
  target: Shape,
  name: string,
  context: Context,
  path: Place,
): Shape | undefined {
  const inside = step(target, name)
  if (inside.found !== undefined || inside.certain === undefined) return inside.found
  if (inside.names.length === 0) return undefined
  const meant = nearest(name, inside.names)
  const message = `the target has no field \`${name}\`${meant === undefined ? '' : `; did you mean \`${meant}\`?`}`
  if (inside.certain === 'closed') wrong(context, path, message, meant)
  else if (meant !== undefined) doubtful(context, path, message, meant)
  return undefined
}

/** The fields that every object of a shape must have. */
export function requiredFields(target: Shape): readonly string[] {
  const [first, ...others] = alternatives(target).map(({ required }) => required ?? [])
  return (first ?? []).filter((name) => others.every((names) => names.includes(name)))
}

/** Reports required fields that have no rule. */
export function checkRequired(
  written: Iterable<string>,
  required: readonly string[],
  context: Context,
  path: Place,
): void {
  const names = new Set(written)
  for (const name of required)
    if (!names.has(name))
      wrong(context, path, `the target needs \`${name}\`, and there is no rule for it`)
}

function objectOf(fields: readonly CompiledField[], context: Context): Node {
  const { onMissing } = context
  if (fields.every(({ node }) => node.constant?.value !== undefined))
    return constant(
      Object.fromEntries(fields.map(({ name, node }) => [name, node.constant?.value])),
    )
  const parts = fields.map(({ name, node: { evaluate, field } }) => ({ name, evaluate, field }))
  const evaluate: Evaluate = (here, scope) => {
    const object = isObject(here) ? here : undefined
    const made: Record<string, Json> = {}
    let at = ''
    try {
      for (const { name, evaluate: part, field } of parts) {
        at = name
        const value =
          object === undefined || field === undefined ? part(here, scope) : fieldOf(object, field)
        if (value !== undefined) made[name] = value
        else if (onMissing === 'null') made[name] = null
        else if (onMissing === 'error') throw trouble('it is missing')
      }
    } catch (error) {
      throw within(error, at)
    }
    return made
  }
  return { evaluate, kinds: ['object'] }
}
