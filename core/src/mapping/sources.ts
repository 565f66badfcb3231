import type { Expression } from '../v1/mapping.ts'
import type { Json } from '../v1/words.ts'
import { isList, isObject, type Scope } from './node.ts'
import { parsePath, readStep, showPath, type Path } from './path.ts'

/** A value that a rule reads. */
export interface SourceValue {
  /** As written; inside a list from its start: `$.lines.*.sku`. */
  readonly path: string
  /** Absent where nothing is there; inside a list the values of all its elements. */
  readonly value?: Json
}

/** What `$` stands for while a rule is looked through: one value, or all elements of a list. */
interface Here {
  readonly shown: Path
  readonly values: readonly (Json | undefined)[]
  readonly many: boolean
}

const elementArguments = new Set(['as', 'where', 'by'])
const listCalls = ['$each', '$filter', '$sort'] as const

/** The values that a rule reads, in the order in which it names them, each once. */
export function sourcesOf(rule: Expression, here: Json, scope: Scope): readonly SourceValue[] {
  const found = new Map<string, SourceValue>()
  look(rule, { shown: { root: '$', steps: [] }, values: [here], many: false }, scope, found)
  return [...found.values()]
}

function look(rule: Expression, here: Here, scope: Scope, found: Map<string, SourceValue>): void {
  if (typeof rule === 'string') {
    const read = readText(rule, here, scope)
    if (read === undefined) return
    const path = showPath(read.shown)
    const value = read.many ? read.values.map((one) => one ?? null) : read.values[0]
    if (!found.has(path)) found.set(path, { path, ...(value !== undefined && { value }) })
    return
  }
  if (isList(rule)) {
    for (const element of rule) look(element, here, scope, found)
    return
  }
  if (!isObject(rule)) return
  const written = rule as Readonly<Record<string, Expression>>
  const call = listCalls.find((name) => Object.hasOwn(written, name))
  const inside = call === undefined ? here : elementsOf(written[call], here, scope)
  for (const [name, part] of Object.entries(written))
    look(part, call !== undefined && elementArguments.has(name) ? inside : here, scope, found)
}

function readText(text: string, here: Here, scope: Scope): Here | undefined {
  if (!text.startsWith('$') || text.startsWith('$$')) return undefined
  const path = parsePath(text)
  if (path === undefined || path.root === 'settings') return undefined
  const { root, steps } = path
  if (root === '$')
    return {
      shown: { root: here.shown.root, steps: [...here.shown.steps, ...steps] },
      values: here.values.map((value) => readAll(value, steps)),
      many: here.many,
    }
  const start = root === 'row' ? scope.row : root === 'rows' ? scope.rows : scope.others[root]
  return { shown: path, values: [readAll(start, steps)], many: false }
}

/** The elements of the list that a call walks; of a list that is itself worked out nothing is shown. */
function elementsOf(main: Expression | undefined, here: Here, scope: Scope): Here {
  const read = typeof main === 'string' ? readText(main, here, scope) : undefined
  if (read === undefined) return { shown: { root: '$', steps: ['*'] }, values: [], many: true }
  return {
    shown: { root: read.shown.root, steps: [...read.shown.steps, '*'] },
    values: read.values.flatMap((value) => (isList(value) ? value : [])),
    many: true,
  }
}

function readAll(value: Json | undefined, steps: readonly string[]): Json | undefined {
  let read = value
  for (const name of steps) read = readStep(read, name, /^\d+$/.test(name) ? Number(name) : -1)
  return read
}
