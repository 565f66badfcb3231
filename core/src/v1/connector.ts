import type { Account, Context } from './context.ts'
import type { Fault } from './fault.ts'
import type { Mapping } from './mapping.ts'
import type { Action, Lookup, Outcome, Person, ServedSink, Sink } from './sink.ts'
import type { Feed, Stream, Webhook } from './stream.ts'
import type { Surface } from './surface.ts'
import type { Json, Key, Schema } from './words.ts'

export interface Connector<Config, Found extends Json = null> {
  readonly specificationVersion: 'v1'
  /** Unique in a host: 'woocommerce'. */
  readonly id: string
  readonly name: string
  readonly config: Schema<Config>

  // How requests reach the vendor.
  /** The only hosts that requests may reach; the merchant's own shop is one. */
  hosts(config: Config): readonly string[]
  /** Budgets by name; the engine stays below them and adapts to what it meets. A request is charged to every one it matches. */
  limits?(config: Config): Readonly<Record<string, RateLimit>>
  /** Signs each attempt anew, after its wait: nonces and timestamps must not go stale in a queue. */
  sign?(request: Request, context: Context<Config>): Request | Promise<Request>
  /** How many milliseconds this answer asks us to wait, where the vendor has no `Retry-After` in the standard form. */
  retryAfter?(response: Response, now: number): number | undefined | Promise<number | undefined>
  /** The host asks for consent (with PKCE), keeps and renews the token, and sends it as `Authorization: Bearer`. */
  readonly oauth2?: {
    readonly authorizeUrl: string
    readonly tokenUrl: string
    readonly scopes: readonly string[]
  }

  // What the account is like.
  /** Does it work? Changes nothing at the vendor. A fault that is thrown is an error of the whole connection. */
  check(context: Context<Config>): Promise<CheckReport>
  /** What only the account knows (lists, tables, custom fields), as data; kept by the engine, refreshed on request. */
  discover?(context: Context<Config>): Promise<Found>
  /** Values to choose from in a form, by path of the setting or input; pure, also of settings that are only half filled in. */
  choices?(known: {
    readonly config: Partial<Config>
    readonly found: Found | null
  }): Readonly<Record<string, readonly { readonly value: Json; readonly label: string }[]>>
  /** Brings the vendor's side into the needed state (groups, tables). Idempotent; in a dry run it only says what it would do. */
  prepare?(context: Context<Config>): Promise<
    readonly {
      readonly what: string
      readonly state: 'done' | 'already' | 'wouldDo' | 'byHand'
      readonly how?: string
    }[]
  >

  /** Pure: the same settings and findings give the same parts, with the vendor down too. */
  parts(known: { readonly config: Config; readonly found: Found | null }): Parts<Config>
  /**
   * Erases a person at the vendor (GDPR). Idempotent: after `pending` it is called again.
   *
   * `ok`: nothing is left but what the vendor must keep. `skipped` with `again: 'later'`: somebody must do it by hand, and `reason`
   * says what; with `'changed'`: there is nothing that could be erased.
   */
  erase?(
    context: Context<Config>,
    person: Person,
    keys: Readonly<Record<string, readonly Key[]>>,
  ): Promise<Outcome>
}

/** Everything is optional: a connector may only read, only write, or only be called. */
export interface Parts<Config> {
  readonly streams?: Readonly<Record<string, Stream<Config>>>
  readonly feed?: Feed<Config>
  readonly webhook?: Webhook<Config>
  readonly sinks?: Readonly<Record<string, Sink<Config> | ServedSink<Config>>>
  readonly actions?: Readonly<Record<string, Action<Config>>>
  /** Questions that a mapping may ask while it runs, such as recommendations for a product. */
  readonly lookups?: Readonly<Record<string, Lookup<Config>>>
  readonly surfaces?: Readonly<Record<string, Surface<Config>>>
  /** Defaults: native row → commerce entity, entity → sink item. A merchant may replace each. */
  readonly mappings?: readonly Mapping[]
}

export interface RateLimit {
  /** Method (or `*`) and URLPattern: `GET https://api.stripe.com/v1/charges*`. Default: every request. */
  readonly match?: `${Uppercase<string>} ${string}`
  /** At most so many in any `windowMs`. */
  readonly requests?: number
  readonly windowMs?: number
  readonly concurrent?: number
  /** Share of failed answers above which the vendor blocks. */
  readonly maxErrorShare?: number
  /** Connections with the same value share one budget: the vendor's account. Default: the connection alone. */
  readonly sharedBy?: string
}

export interface CheckReport {
  /** `name` is what the merchant recognises: shop, account, test or live. */
  readonly account: Partial<Account> & { readonly name?: string }
  /** `part`: only this one is concerned ('sinks.orders'); default the connection. An error stops it, a warning does not. */
  readonly problems?: readonly {
    readonly severity: 'error' | 'warning'
    readonly fault: Fault
    readonly part?: `${keyof Parts<unknown>}.${string}`
  }[]
}
