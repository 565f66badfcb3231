import type { Context } from './context.ts'
import type { Fault } from './fault.ts'
import type { Entry } from './stream.ts'
import type { Json, JsonObject, Key } from './words.ts'

/** A till, a form, a report. Web-standard request and response. */
export interface Surface<Config> {
  /** Tokens that the host issues and checks, or a check of the vendor's own, which throws an `auth` fault to refuse. */
  readonly authentication:
    | {
        readonly accept: readonly (
          | 'bearer'
          | 'basic'
          | 'path'
          | { readonly header: string }
          | { readonly query: string }
        )[]
        readonly permissions: readonly string[]
      }
    | { verify(context: Context<Config>, request: Request): Promise<void> }
  readonly deadlineMs: number
  /** By method and path: `'GET /contacts/:id'`. */
  readonly routes: Readonly<
    Record<
      `${Uppercase<string>} /${string}`,
      (context: SurfaceContext<Config>, request: Request) => Promise<Response>
    >
  >
  /** The vendor's form of an error answer. */
  onError?(fault: Fault): Response
}
export interface SurfaceContext<Config> extends Context<Config> {
  readonly caller: {
    readonly id: string
    readonly nodes: readonly string[]
    readonly permissions: readonly string[]
  }
  readonly params: Readonly<Record<string, string>>
  readonly find: Find
  readonly metrics: Metrics
  /** Reads and writes under named locks of the organisation; what it writes is durable and visible when it settles; the answer of `once` is remembered. Without locks it only appends, as a webhook would. No I/O inside. */
  transact<Answer extends Json>(
    options: { readonly locks: readonly string[]; readonly once: string },
    work: (
      transaction: Transaction,
    ) => Promise<{ readonly commit: boolean; readonly answer: Answer }>,
  ): Promise<Answer>
}
/**
 * Commerce rows, over all connections of the organisation, in pages of `limit`. E-mail, phone and member number match exactly, after
 * normalisation. A `person` is the merged profile, and orders may be asked for by `personId`; both are audited.
 */
export type Find = (
  entity: string,
  where: JsonObject,
  options?: { readonly limit?: number; readonly orderBy?: string; readonly before?: string },
) => Promise<readonly JsonObject[]>
export interface Transaction {
  readonly find: Find
  get(stream: string, key: Key): Promise<object | undefined>
  put(entry: Entry): void
}
export interface Metrics {
  catalogue(): Promise<
    readonly {
      readonly kind: 'metric' | 'dimension'
      readonly id: string
      readonly type: string
      readonly unit?: string
      /** Of a metric: whether the figures of parts add up to that of the whole. */
      readonly isAdditive?: boolean
      readonly label: string
      readonly definition: string
    }[]
  >
  /** Segments that figures can be of; missing: this host has none to choose from. */
  segments?(): Promise<
    readonly { readonly id: string; readonly label: string; readonly resource: string }[]
  >
  query(query: {
    readonly fields: readonly string[]
    readonly range: { readonly from: string; readonly to: string }
    readonly filters?: Json
    readonly currency?: string
    readonly stores?: readonly string[]
    /** Ids of segments; what counts is in all of them, as they are at the end of the range. */
    readonly segments?: readonly string[]
    readonly limit?: number
  }): AsyncIterable<{
    readonly rows: readonly (readonly Json[])[]
    readonly notes?: readonly string[]
  }>
}
