import type { Json } from '../v1/words.ts'
import type { Kind } from './kind.ts'
import type { Evaluate, Node } from './node.ts'
import { unfit } from './trouble.ts'

/** How a named argument is written. */
export interface Parameter {
  /**
   * value: an expression. element: one in which `$` is the element. text: plain text, no expression.
   * table: an object with an expression for each case.
   */
  readonly is: 'value' | 'element' | 'text' | 'table'
  readonly optional?: true
  /** The value becomes the result, so it must fit where the result goes. */
  readonly result?: true
  /** What may be written, for `text`. */
  readonly oneOf?: readonly string[]
}

/** What a function is given when a mapping is compiled. */
export interface Arguments {
  /** The name, `$money`, for messages. */
  readonly call: string
  readonly value: Node
  /** The arguments of a list written in place; else `value` is the only one and gives the list. */
  readonly values: readonly Node[] | undefined
  readonly named: Readonly<Record<string, Node | undefined>>
  /** Arguments that are plain text, by name; the main one by the name of the call. */
  readonly text: Readonly<Record<string, string | undefined>>
  readonly table: Readonly<Record<string, ReadonlyMap<string, Node> | undefined>>
  readonly providers: Providers
}

/** What functions ask that is not in the record. */
export interface Providers {
  /** How much one unit of `from` is in `to` on a day (`2026-11-24`), as decimal text; `undefined`: no rate. */
  readonly rates?: (from: string, to: string, day: string) => string | undefined
  /**
   * What look-ups answer, by their names; null and undefined: nothing. A run asks nobody: who has no answer yet notes the
   * input, asks, and runs the mapping again.
   */
  readonly lookups?: Readonly<Record<string, (input: Json) => Json | undefined>>
}

/** A function of the mapping language. */
export interface Definition {
  /** One sentence for reference pages. */
  readonly says: string
  /** value: one expression. values: several, `[a, b]`, or one that gives a list. text: plain text, no expression. */
  readonly takes: 'value' | 'values' | 'text'
  /** Of `values` written in place. Default 1. */
  readonly least?: number
  readonly most?: number
  /** The main arguments become the result. */
  readonly result?: true
  readonly named?: Readonly<Record<string, Parameter>>
  /** The result depends on more than the arguments, so it is never worked out in advance. */
  readonly volatile?: true
  /** Types that the main argument may have, null aside. Left out where any may. */
  readonly accepts?: readonly Kind[]
  readonly gives?: readonly Kind[]
  /** @throws text that says what is wrong with the arguments. */
  compile(parts: Arguments): Evaluate | Omit<Node, 'kinds'>
}

export type Family = Readonly<Record<`$${string}`, Definition>>

/** A function of one value in which missing and null pass through. */
export function ofOne(
  parts: Arguments,
  make: (value: NonNullable<Json>) => Json | undefined,
): Evaluate {
  const { evaluate } = parts.value
  return (here, scope) => {
    const value = evaluate(here, scope)
    return value === null || value === undefined ? value : make(value)
  }
}

/** All arguments, whether written in place or given by one list. */
export function listOf(
  parts: Arguments,
): (...given: Parameters<Evaluate>) => readonly (Json | undefined)[] | null | undefined {
  const { values, value, call } = parts
  if (values !== undefined)
    return (here, scope) => values.map(({ evaluate }) => evaluate(here, scope))
  return (here, scope) => {
    const list = value.evaluate(here, scope)
    if (list === null || list === undefined) return list
    if (!Array.isArray(list)) throw unfit(call, 'a list', list)
    return list as readonly Json[]
  }
}
