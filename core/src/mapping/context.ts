import type { Expression, Mapping } from '../v1/mapping.ts'
import type { JsonObject } from '../v1/words.ts'
import type { CelCompiler } from './cel.ts'
import type { Providers } from './definition.ts'
import type { Node } from './node.ts'
import type { Shape } from './shape.ts'

/** A mistake in a mapping, or what is probably one. */
export interface MappingProblem {
  /** Where in the mapping. */
  readonly path: readonly (string | number)[]
  /** An error keeps the mapping from being used, a warning does not. */
  readonly severity: 'error' | 'warning'
  readonly message: string
  /** What was probably meant. */
  readonly nearest?: string
}

/** What `$` stands for: where it is in the source and what is known of it. */
export interface Base {
  readonly source?: readonly string[]
  readonly shape?: Shape
}

/** What is known while an expression is compiled. */
export interface Context {
  readonly mapping: Mapping
  readonly settings: JsonObject
  readonly onMissing: NonNullable<Mapping['onMissing']>
  readonly providers: Providers
  /** Not there while a mapping is only checked: `$cel` is then taken as it is. */
  readonly cel?: CelCompiler
  /** What `$` is. */
  readonly base: Base
  /** What `$row` is. */
  readonly row: Base
  /** What the names of `with` are. */
  readonly others: Readonly<Record<string, Shape | undefined>>
  /** Collects the paths of the source that are read, by their text. */
  readonly reads: Map<string, readonly string[]>
  readonly report: (problem: MappingProblem) => void
  /** Compiles an expression within another one. */
  readonly compile: Compile
}

/** `target` is what is known of the place where the value goes. */
export type Compile = (
  expression: Expression,
  context: Context,
  path: Place,
  target?: Shape,
) => Node

export type Place = readonly (string | number)[]

export function wrong(context: Context, path: Place, message: string, nearest?: string): void {
  context.report({ path, severity: 'error', message, ...(nearest !== undefined && { nearest }) })
}

export function doubtful(context: Context, path: Place, message: string, nearest?: string): void {
  context.report({ path, severity: 'warning', message, ...(nearest !== undefined && { nearest }) })
}
