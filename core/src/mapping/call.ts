import { nearest } from '../json/index.ts'
import { isFault } from '../v1/fault.ts'
import type { Expression } from '../v1/mapping.ts'
import type { Json } from '../v1/words.ts'
import { wrong, type Base, type Context, type Place } from './context.ts'
import type { Arguments, Definition } from './definition.ts'
import { checkFit, inWords, overlap } from './fit.ts'
import { functions } from './functions/index.ts'
import { constant, isObject, nothing, type Node, type Scope } from './node.ts'
import { step, type Shape } from './shape.ts'

type Written = Readonly<Record<string, Expression>>

/** Compiles a call: finds the function, compiles its arguments, and works it out at once where all of them are constants. */
export function compileCall(
  calls: readonly string[],
  written: Written,
  context: Context,
  path: Place,
  target: Shape | undefined,
): Node {
  const [name = '', second] = calls
  if (second !== undefined) {
    wrong(context, path, `an object calls one function, and here are ${calls.join(' and ')}`)
    return nothing
  }
  const place = [...path, name]
  if (name === '$cel') return compileCel(written, context, place)
  const definition = functions.get(name)
  if (definition === undefined) {
    const meant = nearest(name, [...functions.keys(), '$cel'])
    wrong(
      context,
      place,
      `\`${name}\` is no function${meant === undefined ? '' : `; did you mean \`${meant}\`?`} A field whose name begins with $ is written \`$${name}\``,
      meant,
    )
    return nothing
  }
  const parts = compileArguments(name, definition, written, context, path, target)
  if (parts === undefined) return nothing
  try {
    const compiled = definition.compile(parts)
    const node = {
      ...(typeof compiled === 'function' ? { evaluate: compiled } : compiled),
      ...(definition.gives !== undefined && { kinds: definition.gives }),
    }
    return checkFit(folded(node, definition, parts), context, path, target)
  } catch (error) {
    wrong(context, place, `${name}: ${error instanceof Error ? error.message : String(error)}`)
    return nothing
  }
}

/** Variables of `$cel`: `row`, `rows`, `settings`, `here` (what `$` is) and the names of `with`. */
function compileCel(written: Written, context: Context, place: Place): Node {
  const text = written['$cel']
  if (typeof text !== 'string' || Object.keys(written).length > 1) {
    wrong(context, place, '$cel takes one text and no other arguments')
    return nothing
  }
  for (const source of readsOfCel(text)) context.reads.set(JSON.stringify(source), source)
  if (context.cel === undefined) return nothing
  const names = ['row', 'rows', 'settings', 'here', ...Object.keys(context.mapping.with ?? {})]
  try {
    return { evaluate: context.cel(text, names) }
  } catch (error) {
    const message = error instanceof Error ? (error.message.split('\n')[0] ?? '') : ''
    wrong(context, place, `$cel: ${message}`)
    return nothing
  }
}

/** The paths of the record that an expression names; what is followed by a parenthesis is a method. */
function readsOfCel(text: string): readonly string[][] {
  const withoutTexts = text.replaceAll(/"(?:[^"\\]|\\.)*"|'(?:[^'\\]|\\.)*'/g, '""')
  return [...withoutTexts.matchAll(/\brow((?:\s*\.\s*[A-Za-z_]\w*)+)(\s*\()?/g)]
    .map(([, path = '', method]) => {
      const steps = path
        .split('.')
        .map((part) => part.trim())
        .slice(1)
      return method === undefined ? steps : steps.slice(0, -1)
    })
    .filter(({ length }) => length > 0)
}

function compileArguments(
  call: string,
  definition: Definition,
  written: Written,
  context: Context,
  path: Place,
  target: Shape | undefined,
): Arguments | undefined {
  const parameters = definition.named ?? {}
  let good = true
  const bad = (place: Place, message: string, meant?: string) => {
    good = false
    wrong(context, place, message, meant)
  }
  for (const name of Object.keys(written)) {
    if (name === call || Object.hasOwn(parameters, name)) continue
    const meant = nearest(name, Object.keys(parameters))
    bad(
      [...path, name],
      `${call} takes no argument \`${name}\`${meant === undefined ? '' : `; did you mean \`${meant}\`?`}`,
      meant,
    )
  }
  const main = written[call]
  const place = [...path, call]
  const passed = definition.result === true ? target : undefined
  let value = nothing
  let values: readonly Node[] | undefined
  const text: Record<string, string | undefined> = {}
  if (definition.takes === 'text') {
    if (typeof main === 'string') text[call] = main
    else bad(place, `${call} takes plain text, no expression`)
  } else if (definition.takes === 'values' && Array.isArray(main)) {
    const list = main as readonly Expression[]
    const { least = 1, most = Number.POSITIVE_INFINITY } = definition
    if (list.length < least || list.length > most)
      bad(
        place,
        `${call} takes ${least === most ? String(least) : `at least ${least}`} values, and here are ${list.length}`,
      )
    values = list.map((one, index) => context.compile(one, context, [...place, index], passed))
  } else if (definition.takes === 'values' && definition.most !== undefined) {
    bad(place, `${call} takes ${definition.most} values, \`[one, other]\``)
  } else if (main !== undefined) {
    value = context.compile(main, context, place)
    if (
      definition.accepts !== undefined &&
      value.kinds !== undefined &&
      !overlap(value.kinds, definition.accepts)
    )
      bad(
        place,
        `${call} takes ${inWords(definition.accepts)}, and this gives ${inWords(value.kinds)}`,
      )
  }
  const named: Record<string, Node | undefined> = {}
  const table: Record<string, ReadonlyMap<string, Node> | undefined> = {}
  for (const [name, parameter] of Object.entries(parameters)) {
    const given = written[name]
    const at = [...path, name]
    if (given === undefined) {
      if (parameter.optional !== true) bad(at, `${call} needs \`${name}\``)
      continue
    }
    const result = parameter.result === true ? target : undefined
    if (parameter.is === 'text') {
      if (typeof given !== 'string') bad(at, `\`${name}\` of ${call} is plain text, no expression`)
      else if (parameter.oneOf !== undefined && !parameter.oneOf.includes(given))
        bad(
          at,
          `\`${name}\` of ${call} is one of ${parameter.oneOf.join(', ')}`,
          nearest(given, parameter.oneOf),
        )
      else text[name] = given
    } else if (parameter.is === 'table') {
      if (!isWrittenOut(given))
        bad(at, `\`${name}\` of ${call} is a table: an object with an entry for each case`)
      else
        table[name] = new Map(
          Object.entries(given).map(([key, entry]) => [
            key,
            context.compile(entry, context, [...at, key], result),
          ]),
        )
    } else if (parameter.is === 'element') {
      const inside = { ...context, base: elementBase(value) }
      const element = result === undefined ? undefined : step(result, '*').found
      named[name] = context.compile(given, inside, at, element)
    } else named[name] = context.compile(given, context, at, result)
  }
  return good
    ? { call, value, values, named, text, table, providers: context.providers }
    : undefined
}

function isWrittenOut(given: Expression): given is Written {
  return isObject(given)
}

/** What `$` is for an element of a list. */
export function elementBase({ source, shape, elements }: Node): Base {
  if (elements !== undefined) return elements
  const inside = shape === undefined ? undefined : step(shape, '*').found
  return {
    ...(source !== undefined && { source: [...source, '*'] }),
    ...(inside !== undefined && { shape: inside }),
  }
}

const emptyScope = (): Scope => ({ row: {}, rows: [], others: {}, notes: [] })

function folded(node: Node, definition: Definition, parts: Arguments): Node {
  if (definition.volatile === true || definition.takes === 'text') return node
  const operands = [
    ...(parts.values ?? [parts.value]),
    ...Object.values(parts.named),
    ...Object.values(parts.table).flatMap((entries) => Array.from(entries?.values() ?? [])),
  ]
  if (operands.some((operand) => operand !== undefined && operand.constant === undefined))
    return node
  let value: Json | undefined
  try {
    value = node.evaluate(undefined, emptyScope())
  } catch (error) {
    if (isFault(error)) throw error
    throw new TypeError('it cannot be worked out', { cause: error })
  }
  return value === undefined
    ? { ...node, constant: { value } }
    : { ...constant(value), ...(node.kinds !== undefined && { kinds: node.kinds }) }
}
