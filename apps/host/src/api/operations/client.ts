import type * as z from 'zod'
import type { registry } from './registry.ts'

/** The names of what stands in the path: `/api/runs/:id/events` has `id`. */
type NamesIn<Path extends string> = Path extends `${string}:${infer Name}/${infer Rest}`
  ? Name | NamesIn<Rest>
  : Path extends `${string}:${infer Name}`
    ? Name
    : never

type Taken<Described, Part extends 'query' | 'body'> = Described extends {
  readonly [Name in Part]: infer Shape extends z.ZodType
}
  ? z.input<Shape>
  : undefined

type Told<Described> = Described extends { readonly answer: infer Shape }
  ? Shape extends z.ZodType
    ? z.output<Shape>
    : Response
  : undefined

/** What every operation takes and tells, by its route, for programs that call it. Dates are text, as JSON has them. */
export type Operations = {
  readonly [Each in keyof typeof registry]: {
    readonly params: Readonly<Record<NamesIn<Each>, string>>
    readonly query: Taken<(typeof registry)[Each], 'query'>
    readonly body: Taken<(typeof registry)[Each], 'body'>
    /** A `Response` where the answer is no single piece of JSON. */
    readonly answer: Told<(typeof registry)[Each]>
  }
}

export type OperationRoute = keyof Operations
