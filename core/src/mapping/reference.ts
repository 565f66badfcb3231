import { nearest } from '../json/index.ts'
import type { Json } from '../v1/words.ts'
import { doubtful, wrong, type Base, type Context, type Place } from './context.ts'
import { constant, nothing, type Evaluate, type Node } from './node.ts'
import { isRefused, parsePath, reader, readStep, showPath, type Path } from './path.ts'
import { kindsOf, step, type Shape } from './shape.ts'

const hereItself: Evaluate = (here) => here
const rowItself: Evaluate = (_here, scope) => scope.row
const rowsThemselves: Evaluate = (_here, scope) => scope.rows

/** Compiles `$.a.b`, `$row.a`, `$rows`, `$settings.a` and the names of `with`. */
export function compileReference(text: string, context: Context, place: Place): Node {
  const path = parsePath(text)
  if (path === undefined) {
    wrong(
      context,
      place,
      `\`${text}\` is no path such as \`$.billing.email\`; the text itself is written \`$${text}\``,
    )
    return nothing
  }
  const bad = path.steps.find(isRefused)
  if (bad !== undefined) {
    wrong(context, place, `\`${bad}\` is no name for a field`)
    return nothing
  }
  if (path.root === '$') return read(hereItself, path, context.base, context, place)
  if (path.root === 'row') return read(rowItself, path, context.row, context, place)
  if (path.root === 'rows') return readRows(path, context, place)
  if (path.root === 'settings') return constant(valueAt(context.settings, path.steps))
  if (Object.hasOwn(context.mapping.with ?? {}, path.root)) {
    const { root } = path
    const shape = context.others[root]
    return read(
      (_here, scope) => scope.others[root],
      path,
      shape === undefined ? {} : { shape },
      context,
      place,
    )
  }
  const roots = ['row', 'rows', 'settings', ...Object.keys(context.mapping.with ?? {})]
  const meant = nearest(path.root, roots)
  wrong(
    context,
    place,
    `\`$${path.root}\` is not known here${meant === undefined ? '' : `; did you mean \`$${meant}\`?`} A field of the row is written \`$.${path.root}\`, the text itself \`$${text}\``,
    meant === undefined ? undefined : `$${meant}`,
  )
  return nothing
}

function readRows(path: Path, context: Context, place: Place): Node {
  if (context.mapping.group === undefined) {
    wrong(context, place, '`$rows` is only there in a mapping with `group`')
    return nothing
  }
  const [index, ...steps] = path.steps
  if (index === undefined)
    return { evaluate: rowsThemselves, elements: context.row, kinds: ['array'] }
  const at = Number(index)
  const one: Evaluate = (_here, scope) => scope.rows[at]
  return read(one, { root: `rows.${index}`, steps }, context.row, context, place)
}

function read(from: Evaluate, path: Path, base: Base, context: Context, place: Place): Node {
  const source = base.source === undefined ? undefined : [...base.source, ...path.steps]
  if (source !== undefined && source.length > 0) context.reads.set(JSON.stringify(source), source)
  const shape = base.shape === undefined ? undefined : follow(base.shape, path, context, place)
  const kinds = shape === undefined ? undefined : kindsOf(shape)
  const [field] = path.steps
  const isOwnField = from === hereItself && path.steps.length === 1 && !/^\d+$/.test(field ?? '')
  return {
    evaluate: reader(from, path.steps),
    ...(isOwnField && field !== undefined && { field }),
    ...(source !== undefined && { source }),
    ...(shape !== undefined && { shape }),
    ...(kinds !== undefined && { kinds }),
  }
}

/**
 * Walks a path through a schema and reports what is not in it.
 *
 * A closed schema makes it an error. An open one, as most sources have, makes it a warning with the nearest name, because the
 * vendor may send more than its schema tells.
 */
function follow(start: Shape, path: Path, context: Context, place: Place): Shape | undefined {
  let shape = start
  for (const [index, name] of path.steps.entries()) {
    const inside = step(shape, name)
    if (inside.found !== undefined) {
      shape = inside.found
      continue
    }
    if (inside.certain === undefined) return undefined
    const before = path.steps.slice(0, index)
    const meant = nearest(name, inside.names)
    const proposal =
      meant === undefined
        ? undefined
        : showPath({ root: path.root, steps: [...before, meant, ...path.steps.slice(index + 1)] })
    const { from } = context.mapping
    const whole = 'entity' in from ? from.entity : from.stream
    const message = `\`${showPath(path)}\` does not exist in ${whole}${proposal === undefined ? '' : `; did you mean \`${proposal}\`?`}`
    if (inside.certain === 'closed') wrong(context, place, message, proposal)
    else doubtful(context, place, message, proposal)
    return undefined
  }
  return shape
}

function valueAt(value: Json, steps: readonly string[]): Json | undefined {
  let found: Json | undefined = value
  for (const name of steps) found = readStep(found, name, /^\d+$/.test(name) ? Number(name) : -1)
  return found
}
