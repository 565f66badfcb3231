export interface Mapping {
  readonly id: string
  readonly from:
    | { readonly connector: string; readonly stream: string }
    | { readonly entity: string }
  readonly to: { readonly entity: string } | { readonly connector: string; readonly sink: string }
  /** Rows of other entities at hand by name; `follow`: map again when they change. */
  readonly with?: Readonly<
    Record<
      string,
      {
        readonly entity: string
        readonly where: Readonly<Record<string, Expression>>
        readonly take: 'one' | 'all' | number
        readonly orderBy?: string
        readonly follow: boolean
      }
    >
  >
  /** One to many: the array to walk. */
  readonly each?: Expression
  /** Many to one: rows with the same `by` make one output, in the order of `order`; a changed row makes its own group anew. */
  readonly group?: { readonly by: readonly Expression[]; readonly order?: readonly Expression[] }
  readonly when?: Expression
  readonly fields: Readonly<Record<string, Expression>>
  readonly onMissing?: 'error' | 'omit' | 'null'
  /** When a field that is read changes its type or goes away; a new field is only shown. Default 'rejectRecord'. */
  readonly onDrift?: 'warn' | 'rejectValue' | 'rejectRecord' | 'pause'
}
/**
 * Write the output as it should look. `$.billing.email` reads the row at hand (inside `$each`, the element); `$row`, `$settings`
 * and the names of `with` read the others. An object with a `$` key calls a function; all else stands for itself (`$$5` is the text $5).
 */
export type Expression =
  | string
  | number
  | boolean
  | null
  | readonly Expression[]
  | Call
  | { readonly [field: string]: Expression }
/** Functions are pure and come from a closed, versioned list; arithmetic is decimal and exact. The usual form is `$name: argument or arguments`. */
export type Call =
  | { readonly $if: Expression; readonly then: Expression; readonly else?: Expression }
  | { readonly $each: Expression; readonly as: Expression }
  /** Decimal text → integer minor units, exactly; half-up where the text has more places than the currency. */
  | { readonly $money: Expression; readonly currency: Expression }
  | { readonly $convert: Expression; readonly to: Expression; readonly at: Expression }
  | { readonly $instant: Expression; readonly zone?: Expression; readonly format?: string }
  | { readonly $lookup: string; readonly input: Expression }
  | { readonly $cel: string }
  | { readonly [name: `$${string}`]: Expression }
