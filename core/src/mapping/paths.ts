type Scalar = string | number | boolean | bigint | null | undefined

/** How many more names a listed path may have. */
type Fewer = { readonly 0: 0; readonly 1: 0; readonly 2: 1; readonly 3: 2; readonly 4: 3 }
type Left = keyof Fewer

type Below<T, More extends Left> = T extends Scalar
  ? never
  : More extends 0
    ? never
    : T extends readonly (infer Element)[]
      ? `[${number}]${Rest<Element, Fewer[More]>}`
      : T extends object
        ? { [Name in keyof T & string]: `.${Name}${Rest<T[Name], Fewer[More]>}` }[keyof T & string]
        : never
type Rest<T, More extends Left> = '' | Below<T, More>

/** The paths of a row up to four names deep: what an editor proposes, and what an error lists. */
export type PathsOf<Source> = `$${Below<Source, 4>}` | '$'

/** The type at a path without its root (`.lines[0].sku`), of any depth; `never` where there is none. */
export type TypeAt<T, Path extends string> = Path extends ''
  ? T
  : Path extends `["${infer Name}"]${infer After}`
    ? Inside<NonNullable<T>, Name, After>
    : Path extends `[${infer Index extends number}]${infer After}`
      ? Inside<NonNullable<T>, `${Index}`, After>
      : Path extends `.${infer Tail}`
        ? Named<NonNullable<T>, Tail>
        : never

/** Cuts a name off at the next point or bracket, whichever comes first. */
type Named<T, Tail extends string> = Tail extends `${infer First}.${infer After}`
  ? First extends `${infer Name}[${infer Index}`
    ? Inside<T, Name, `[${Index}.${After}`>
    : Inside<T, First, `.${After}`>
  : Tail extends `${infer Name}[${infer Index}`
    ? Inside<T, Name, `[${Index}`>
    : Inside<T, Tail, ''>

type Inside<T, Name extends string, After extends string> = unknown extends T
  ? unknown
  : T extends readonly (infer Element)[]
    ? Name extends `${number}`
      ? TypeAt<Element, After>
      : never
    : Name extends keyof T
      ? TypeAt<T[Name], After>
      : never
