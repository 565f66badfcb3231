import type { Expression, Mapping } from '../v1/mapping.ts'
import type { PathsOf, TypeAt } from './paths.ts'

type Names<T, Optional extends boolean> = {
  [Name in keyof T & string]: object extends Pick<T, Name>
    ? Optional extends true
      ? Name
      : never
    : Optional extends true
      ? never
      : Name
}[keyof T & string]

/** The fields that a target needs and may have; the connection is added by who makes the row. */
type Fields<Target> = {
  readonly [Name in Exclude<Names<Target, false>, 'connection'>]: Expression
} & {
  readonly [Name in Names<Target, true>]?: Expression
}

/** A mapping whose fields are those of the target. */
export type TypedMapping<Target> = Omit<Mapping, 'fields'> & { readonly fields: Fields<Target> }

/** What the roots of paths stand for: `$`, `$row`, and the names of `with`. */
interface Roots {
  readonly here: unknown
  readonly row: unknown
  readonly others: string
}

/** Text that begins with `$` must be a path that is there. A wrong one is asked to be one of those that are. */
type Text<E extends string, R extends Roots> = E extends `$$${string}`
  ? E
  : E extends
        | `$settings${string}`
        | `$rows${string}`
        | `$${R['others']}${'' | `.${string}` | `[${string}`}`
    ? E
    : E extends `$row${infer Path}`
      ? [TypeAt<R['row'], Path>] extends [never]
        ? `$row${string}` & PathsOf<R['row']>
        : E
      : E extends `$${infer Path}`
        ? [TypeAt<R['here'], Path>] extends [never]
          ? PathsOf<R['here']>
          : E
        : E

type Element<E, R extends Roots> = E extends '$rows'
  ? R['row']
  : E extends `$row${infer Path}`
    ? ElementOf<TypeAt<R['row'], Path>>
    : E extends `$${infer Path}`
      ? ElementOf<TypeAt<R['here'], Path>>
      : E extends { readonly $filter: infer List } | { readonly $sort: infer List }
        ? Element<List, R>
        : unknown
type ElementOf<List> = NonNullable<List> extends readonly (infer One)[] ? One : unknown

type ListCall =
  | { readonly $each: unknown }
  | { readonly $filter: unknown }
  | { readonly $sort: unknown }
type ListOf<E> = E extends { readonly $each: infer List }
  ? List
  : E extends { readonly $filter: infer List }
    ? List
    : E extends { readonly $sort: infer List }
      ? List
      : never

/** Only what was written is looked at: any expression at all, as in the constraint, has no end. */
type Checked<E, R extends Roots> = [Expression] extends [E] ? E : CheckedParts<E, R>

type CheckedParts<E, R extends Roots> = E extends string
  ? Text<E, R>
  : E extends readonly unknown[]
    ? { readonly [Index in keyof E]: Checked<E[Index], R> }
    : E extends ListCall
      ? {
          readonly [Name in keyof E]: Name extends 'as' | 'where' | 'by'
            ? Checked<E[Name], Omit<R, 'here'> & { readonly here: Element<ListOf<E>, R> } & Roots>
            : Checked<E[Name], R>
        }
      : E extends object
        ? { readonly [Name in keyof E]: Checked<E[Name], R> }
        : E

type OthersOf<M> = M extends { readonly with: infer With } ? keyof With & string : never
type HereOf<M, Source> = M extends { readonly each: infer Each }
  ? Element<Each, { here: Source; row: Source; others: never }>
  : Source

/** What a mapping must be, besides what `TypedMapping` says of it. */
type CheckedMapping<M, Source, Target> = {
  readonly [Part in keyof M]: Part extends 'when' | 'each' | 'group'
    ? Checked<M[Part], { here: Source; row: Source; others: OthersOf<M> }>
    : Part extends 'fields'
      ? {
          readonly [Name in keyof M[Part]]: Name extends keyof Target
            ? Checked<M[Part][Name], { here: HereOf<M, Source>; row: Source; others: OthersOf<M> }>
            : never
        }
      : M[Part]
}

/**
 * Types both sides of a mapping that is written in TypeScript; the mapping itself stays data.
 *
 * A path that the source does not have, an unknown field of the target or a missing required one does not compile.
 * `$settings`, `$rows[0].…`, the rows of `with` and `$cel` are checked when the mapping is compiled.
 */
export function defineMapping<Source extends object, Target extends object>(): <
  const M extends TypedMapping<Target>,
>(
  mapping: M & CheckedMapping<M, Source, Target>,
) => Mapping {
  return (mapping) => mapping
}
