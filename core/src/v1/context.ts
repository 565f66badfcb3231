import type { Json, JsonObject } from './words.ts'

/** What the account is like: an IANA time zone, an ISO 4217 currency, an ISO 3166 country. */
export interface Account {
  readonly timeZone: string
  readonly currency: string
  readonly country: string
}

export interface Context<Config> {
  readonly config: Config
  readonly account: Account
  readonly fetch: Fetch
  readonly signal: AbortSignal
  /** Milliseconds since the epoch in the vendor's clock, learnt from its Date headers; in a webhook, the receipt. The only clock. */
  readonly now: () => number
  /** Small facts worth one request a while (option ids, field names). */
  readonly memo: <T extends Json>(
    key: string,
    freshMs: number,
    load: () => Promise<T>,
  ) => Promise<T>
  /** Our own addresses, to be handed to the vendor. */
  readonly url: (of: 'webhook' | `surfaces.${string}` | `sinks.${string}`) => string
  readonly log: Readonly<
    Record<'debug' | 'info' | 'warn' | 'error', (message: string, fields?: JsonObject) => void>
  >
  /** `dry`: change nothing at the vendor. `until`: upper bound of this run, in the vendor's clock. `streams`: those enabled. */
  readonly run: {
    readonly dry: boolean
    readonly until: number
    readonly streams: readonly string[]
  }
  /** Only when the package declares that it needs them; brokered by the host. */
  readonly files?: Files
  readonly connect?: (to: {
    readonly host: string
    readonly port: number
    readonly tls: boolean
  }) => Promise<{
    readonly readable: ReadableStream<Uint8Array>
    readonly writable: WritableStream<Uint8Array>
  }>
}
/**
 * The platform's `fetch`, safe to hand to a vendor's SDK: signs, waits for the budget, retries, honours Retry-After, keeps
 * to the declared hosts, redacts, traces, records and replays. Any status comes back; a network failure throws a Fault.
 */
export interface Fetch {
  (input: string | URL | Request, init?: RequestInit): Promise<Response>
  /**
   * `effect`: what the request does at the vendor, whatever its method; by default GET has none and others happen 'once',
   * which is never repeated after an unknown outcome. In `check` and dry runs only 'none' passes. `route` stands for the
   * URL in logs and traces. `expect`: error statuses that are ordinary answers here.
   */
  with(options: {
    readonly effect?: 'none' | 'repeatable' | 'once'
    readonly timeoutMs?: number
    readonly route?: string
    readonly expect?: readonly number[]
  }): Fetch
}
export interface Files {
  list(
    pattern: string,
  ): AsyncIterable<{ readonly path: string; readonly size: number; readonly modifiedAt: number }>
  read(path: string, options?: { readonly fromByte?: number }): Promise<ReadableStream<Uint8Array>>
  /** Replaces the file at once when the stream ends. */
  write(path: string): Promise<WritableStream<Uint8Array>>
  /** Cuts the file at `at` first, so that a repeat is harmless; gives back the new length. */
  append(path: string, at: number, bytes: Uint8Array): Promise<number>
  /** Harmless where there is no such file. */
  remove(path: string): Promise<void>
}
