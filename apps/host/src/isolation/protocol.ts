import { isFault, type Fault } from '@cartograph/core'
import * as z from 'zod'

/**
 * What the host and a connector's process say to each other.
 *
 * Either side asks, the other answers. What comes from the process is `unknown` until these schemas have read it: the code
 * in there may say anything.
 */

/** A fault, something else that was thrown, or something that the process may not do. */
export const failureShape = z.union([
  z.object({ fault: z.custom<Fault>(isPlainFault) }),
  z.object({ denied: z.object({ permission: z.string(), resource: z.string() }) }),
  z.object({ error: z.object({ name: z.string(), message: z.string() }) }),
])
export type Failure = z.infer<typeof failureShape>

const id = z.int().positive()

/** An envelope. `cancel` and `tell` are not answered. */
export const messageShape = z.discriminatedUnion('type', [
  z.object({ type: z.literal('ask'), id, ask: z.unknown().optional() }),
  z.object({ type: z.literal('answer'), id, value: z.unknown().optional() }),
  z.object({ type: z.literal('failed'), id, failure: failureShape }),
  z.object({ type: z.literal('cancel'), id }),
  z.object({ type: z.literal('tell'), tell: z.unknown() }),
])
export type Message = z.infer<typeof messageShape>

/** Which object a path begins at: a definition that the module exports, or the parts that it gave. */
export interface Target {
  readonly definition: number
  readonly parts?: number
}
export type Path = readonly string[]

/** A context as data; what it can do is asked for under the number of the call. */
export interface ContextData {
  readonly config: unknown
  readonly account: unknown
  readonly now: number
  readonly run: unknown
  readonly urls: Readonly<Record<string, { readonly url: string } | { readonly failure: Failure }>>
  readonly hasFiles: boolean
  readonly hasConnections: boolean
  readonly surface?: { readonly caller: unknown; readonly params: unknown }
  readonly aborted: boolean
}

export interface RequestData {
  readonly url: string
  readonly method: string
  readonly headers: readonly (readonly [string, string])[]
}

export const responseShape = z.object({
  status: z.int().min(200).max(599),
  statusText: z.string(),
  headers: z.array(z.tuple([z.string(), z.string()])),
  url: z.string(),
})
export type ResponseData = z.infer<typeof responseShape>

export const requestShape = z.object({
  url: z.string(),
  method: z.string(),
  headers: z.array(z.tuple([z.string(), z.string()])),
})

export type Argument =
  | { readonly kind: 'value'; readonly value?: unknown }
  | { readonly kind: 'context'; readonly context: ContextData }
  | { readonly kind: 'request'; readonly request: RequestData }
  | { readonly kind: 'response'; readonly response: ResponseData }
  | { readonly kind: 'pages'; readonly source: number }

/** What the host asks. */
export type HostAsk =
  | { readonly do: 'load'; readonly entry: string }
  | {
      readonly do: 'parts'
      readonly definition: number
      readonly parts: number
      readonly known: unknown
    }
  /** `call`: under which number the function asks for what its context can do, and its pages are stepped through. */
  | {
      readonly do: 'call'
      readonly target: Target
      readonly path: Path
      readonly call: number
      readonly arguments: readonly Argument[]
    }
  | {
      readonly do: 'step'
      readonly call: number
      readonly how: 'next' | 'return'
      readonly now: number
    }
  | {
      readonly do: 'validate'
      readonly target: Target
      readonly path: Path
      readonly value: unknown
    }
  /** Everything that the part's pure functions say about a row or an item. */
  | { readonly do: 'facts'; readonly target: Target; readonly path: Path; readonly value: unknown }
  /** Runs a function that the process handed over by its number: the load of a memo, the work of a transaction. */
  | { readonly do: 'callback'; readonly callback: number }

const of = z.int().positive()
const path = z.string()

/** What a connector asks its context for; `of` is the call that it works for. */
export const wishShape = z.discriminatedUnion('want', [
  z.object({
    want: z.literal('fetch'),
    of,
    request: requestShape,
    options: z.object({
      effect: z.enum(['none', 'repeatable', 'once']).optional(),
      timeoutMs: z.number().positive().optional(),
      route: z.string().optional(),
      expect: z.array(z.number()).optional(),
    }),
  }),
  /** The next piece of a body, a file or a list. */
  z.object({ want: z.literal('next'), of, source: id }),
  z.object({ want: z.literal('drop'), of, source: id }),
  z.object({
    want: z.literal('memo'),
    of,
    key: z.string(),
    freshMs: z.number(),
    callback: id,
  }),
  z.object({ want: z.literal('files.list'), of, pattern: z.string() }),
  z.object({ want: z.literal('files.read'), of, path, fromByte: z.number().optional() }),
  z.object({ want: z.literal('files.write'), of, path }),
  z.object({ want: z.literal('write'), of, writer: id }),
  z.object({ want: z.literal('close'), of, writer: id }),
  z.object({ want: z.literal('abort'), of, writer: id }),
  z.object({
    want: z.literal('connect'),
    of,
    host: z.string(),
    port: z.number(),
    tls: z.boolean(),
  }),
  z.object({ want: z.literal('files.append'), of, path, at: z.number() }),
  z.object({ want: z.literal('files.remove'), of, path }),
  z.object({
    want: z.literal('find'),
    of,
    entity: z.string(),
    where: z.looseObject({}),
    options: z
      .object({
        limit: z.number().optional(),
        orderBy: z.string().optional(),
        before: z.string().optional(),
      })
      .optional(),
    inTransaction: z.boolean(),
  }),
  z.object({ want: z.literal('metrics.catalogue'), of }),
  z.object({ want: z.literal('metrics.query'), of, query: z.looseObject({}) }),
  z.object({
    want: z.literal('transact'),
    of,
    locks: z.array(z.string()),
    once: z.string(),
    callback: id,
  }),
  z.object({
    want: z.literal('transaction.get'),
    of,
    stream: z.string(),
    key: z.array(z.union([z.string(), z.number()])).min(1),
  }),
])
export type Wish = z.infer<typeof wishShape>
export type WishOf<Want extends Wish['want']> = Extract<Wish, { want: Want }>

export const tellShape = z.discriminatedUnion('tell', [
  z.object({
    tell: z.literal('log'),
    of,
    level: z.enum(['debug', 'info', 'warn', 'error']),
    message: z.string(),
    fields: z.record(z.string(), z.json()),
  }),
  z.object({ tell: z.literal('put'), of, entry: z.looseObject({ stream: z.string() }) }),
])

/** A definition or its parts: functions and schemas by their place, the rest as it is. */
export type Description =
  | { readonly kind: 'function' }
  | { readonly kind: 'schema'; readonly input: PrintedSchema; readonly output: PrintedSchema }
  | { readonly kind: 'object'; readonly fields: Readonly<Record<string, Description>> }
  | { readonly kind: 'data'; readonly value?: unknown }

const printedShape = z.union([
  z.object({ printed: z.record(z.string(), z.unknown()) }),
  z.object({ failure: failureShape }),
])
export type PrintedSchema = z.infer<typeof printedShape>

export const descriptionShape: z.ZodType<Description> = z.lazy(() =>
  z.discriminatedUnion('kind', [
    z.object({ kind: z.literal('function') }),
    z.object({ kind: z.literal('schema'), input: printedShape, output: printedShape }),
    z.object({ kind: z.literal('object'), fields: z.record(z.string(), descriptionShape) }),
    z.object({ kind: z.literal('data'), value: z.unknown().optional() }),
  ]),
)

/** What a module exports that looks like a definition of any version; several names may stand for one. */
export const exportsShape = z.array(
  z.object({ names: z.array(z.string()).min(1), description: descriptionShape }),
)

/** What a function gave or threw. */
export type Told = { readonly value?: unknown } | { readonly failure: Failure }

/**
 * By the path of the function below its part (`key`, `batch.by`), and `schema` for what validation found wrong.
 *
 * Each is read when it is asked for: a page has many rows, and most of what is said of them is nothing.
 */
export const factsShape = z.record(z.string(), z.unknown())
export type Facts = Readonly<Record<string, unknown>>

/** What is said beside a row: facts, or why JSON cannot hold it. */
export type RowNote = { readonly facts: Facts } | { readonly unkept: string } | null

/** What a call gave; notes on rows stand in the order of the rows. */
export const resultShape = z.discriminatedUnion('kind', [
  z.object({ kind: z.literal('value'), value: z.unknown().optional() }),
  z.object({ kind: z.literal('pages') }),
  z.object({ kind: z.literal('request'), request: requestShape }),
  z.object({ kind: z.literal('response'), response: responseShape }),
  z.object({ kind: z.literal('bytes') }),
  z.object({ kind: z.literal('end') }),
  z.object({
    kind: z.literal('rows'),
    value: z.unknown().optional(),
    rows: z.array(z.unknown()),
    response: responseShape.optional(),
  }),
])
export type Result = z.infer<typeof resultShape>
export type RowsResult = Extract<Result, { kind: 'rows' }>

const faultShape = z.object({
  $fault: z.literal('v1'),
  kind: z.enum([
    'config',
    'auth',
    'permission',
    'record',
    'transient',
    'rateLimit',
    'contract',
    'conflict',
    'notFound',
  ]),
  message: z.string(),
})

function isPlainFault(value: unknown): boolean {
  return isFault(value) && faultShape.safeParse(value).success
}
