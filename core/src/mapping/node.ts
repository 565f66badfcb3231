import type { Json, JsonObject } from '../v1/words.ts'
import type { Exact } from './exact.ts'
import type { Kind } from './kind.ts'
import type { Shape } from './shape.ts'

/** What a run of a mapping has at hand beside the value that `$` stands for. */
export interface Scope {
  /** The record; in a grouped mapping the first of the group. */
  readonly row: JsonObject
  /** All records of the group, in its order. */
  readonly rows: readonly JsonObject[]
  /** Rows of other entities, by the names in `with`. */
  readonly others: Readonly<Record<string, Json | undefined>>
  /** What was left out on the way, in words; the item goes on without it. */
  readonly notes: string[]
}

/** `here` is what `$` stands for. `undefined` is missing: nothing was there, or nothing can be made of it. */
export type Evaluate = (here: Json | undefined, scope: Scope) => Json | undefined

/** A compiled expression, and what is known of it before it runs. */
export interface Node {
  readonly evaluate: Evaluate
  /** The value, where it is the same for every record. */
  readonly constant?: { readonly value: Json | undefined }
  /** The same value as a decimal, so that arithmetic within arithmetic makes no text in between. */
  readonly exact?: (here: Json | undefined, scope: Scope) => Exact | null | undefined
  /** `$each`: the list and what is made of an element, so that a sum needs no list in between. */
  readonly walk?: { readonly list: Evaluate; readonly as: Node }
  /** `$.name`: the field that is read, so that whoever reads many of one object need not call for each. */
  readonly field?: string
  /** Where in the source the value comes from unchanged; `*` is any element. */
  readonly source?: readonly string[]
  readonly shape?: Shape
  /** What `$` is for the elements, where that does not follow from the two above. */
  readonly elements?: { readonly source?: readonly string[]; readonly shape?: Shape }
  /** All types that are possible; left out where any is. */
  readonly kinds?: readonly Kind[]
}

/** What a mistake is compiled to, so that the next one is found too. */
export const nothing: Node = { evaluate: () => undefined }

export function constant(value: Json | undefined): Node {
  const kinds = kindsOf(value)
  return { evaluate: () => value, constant: { value }, ...(kinds !== undefined && { kinds }) }
}

function kindsOf(value: Json | undefined): readonly Kind[] | undefined {
  if (value === null || value === undefined) return undefined
  if (Array.isArray(value)) return ['array']
  if (typeof value === 'number') return Number.isInteger(value) ? ['integer'] : ['number']
  return [typeof value as Kind]
}

/** `Array.isArray` that keeps the types of read-only lists. */
export function isList(value: Json | undefined): value is readonly Json[] {
  return Array.isArray(value)
}

export function isObject(value: Json | undefined): value is JsonObject {
  return typeof value === 'object' && value !== null && !Array.isArray(value)
}

/** Reads an own field of plain data. What plain data inherits are functions, but for the names that no mapping may use. */
export function fieldOf(object: JsonObject, name: string): Json | undefined {
  const field = object[name]
  return typeof field === 'function' ? undefined : field
}

/** What is known of a list stays known of one with fewer elements or another order. */
export function sameElements(node: Node): Pick<Node, 'source' | 'shape' | 'elements'> {
  const { source, shape, elements } = node
  return {
    ...(source !== undefined && { source }),
    ...(shape !== undefined && { shape }),
    ...(elements !== undefined && { elements }),
  }
}
