import type { Json } from '../v1/words.ts'
import { fieldOf, isList, type Evaluate } from './node.ts'

/** `$` is the value at hand; other roots are `row`, `rows`, `settings` and the names of `with`. */
export interface Path {
  readonly root: string
  readonly steps: readonly string[]
}

/** Names that reach behind plain data. Refused wherever a mapping names a field. */
const refused: ReadonlySet<string> = new Set(['__proto__', 'prototype', 'constructor'])

export function isRefused(name: string): boolean {
  return refused.has(name)
}

const rootForm = /^\$([A-Za-z_]\w*)?(?=[.[]|$)/
const stepForm = /\.([^.[\]]+)|\[(\d+)\]|\["((?:[^"\\]|\\.)*)"\]/y

/**
 * The parts of `$.billing.email`, `$row.lines[0]`, `$.lines.0`, `$["a.b"]`.
 *
 * A name may hold everything but `.`, `[` and `]`; one that does is quoted. `undefined`: this is no path.
 */
export function parsePath(text: string): Path | undefined {
  const root = rootForm.exec(text)
  if (root === null) return undefined
  const steps: string[] = []
  let at = root[0].length
  while (at < text.length) {
    stepForm.lastIndex = at
    const found = stepForm.exec(text)
    if (found === null) return undefined
    const [whole, name, index, quoted] = found
    steps.push(name ?? index ?? (quoted ?? '').replaceAll(/\\(.)/g, '$1'))
    at += whole.length
  }
  return { root: root[1] ?? '$', steps }
}

export function showPath({ root, steps }: Path): string {
  const start = root === '$' ? '$' : `$${root}`
  return (
    start +
    steps.map((name) => (/[.[\]]/.test(name) ? `[${JSON.stringify(name)}]` : `.${name}`)).join('')
  )
}

/** Reads one step: an own field of an object, an element of a list. Never what an object inherits. */
export function readStep(value: Json | undefined, name: string, index: number): Json | undefined {
  if (typeof value !== 'object' || value === null) return undefined
  if (isList(value)) return index === -1 ? undefined : value[index]
  return fieldOf(value, name)
}

/** Compiled for the lengths that are common. */
export function reader(from: Evaluate, steps: readonly string[]): Evaluate {
  const indexes = steps.map((name) => (/^\d+$/.test(name) ? Number(name) : -1))
  const [first, second] = steps
  const [firstIndex = -1, secondIndex = -1] = indexes
  if (first === undefined) return from
  if (steps.length === 1) return (here, scope) => readStep(from(here, scope), first, firstIndex)
  if (steps.length === 2 && second !== undefined)
    return (here, scope) =>
      readStep(readStep(from(here, scope), first, firstIndex), second, secondIndex)
  return (here, scope) => {
    let value = from(here, scope)
    for (let at = 0; at < steps.length; at += 1)
      value = readStep(value, steps[at] ?? '', indexes[at] ?? -1)
    return value
  }
}
