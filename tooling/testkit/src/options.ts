import type { Key, Person, Registration } from '@cartograph/core'

/** What a suite is told about a connector. */
export interface ConformanceOptions {
  /** How the suite is called in the test report. Default: the connector's name. */
  readonly name?: string
  /** For connectors without a simulator: settings as in a configuration file. */
  readonly settings?: unknown
  /** A double of the vendor. Most checks need one. */
  readonly simulator?: Simulator
  /** The folder of the package, for the checks of its papers. */
  readonly package?: URL
  /** A recording of `cartograph-testkit record`. */
  readonly cassette?: URL
  /** Which streams are read. Default: all. */
  readonly streams?: readonly string[]
  /** Checks that cannot apply, by id, and why. They are reported with that reason. */
  readonly except?: Readonly<Record<string, string>>
}

/** Starts a fresh double of the vendor; every check gets its own. */
export interface Simulator {
  start(): Promise<Simulated> | Simulated
}

type AnyKey = string | number | Key

/** A double of the vendor that runs. What it cannot do is left out, and the checks that need it say so. */
export interface Simulated {
  /** Settings that reach it, as in a configuration file. */
  readonly settings: unknown
  /** Answers requests in place of the network. Default: real requests on this machine. */
  readonly transport?: (request: Request) => Promise<Response>
  /** The vendor's clock, milliseconds. It should stand still unless `pass` moves it. Default: a fixed instant. */
  readonly now?: () => number
  /** Lets the vendor's clock run. */
  readonly pass?: (ms: number) => void
  readonly streams?: Readonly<Record<string, SimulatedStream>>
  readonly sinks?: Readonly<Record<string, SimulatedSink>>
  /** By served sink: what its document is made of. */
  readonly served?: Readonly<Record<string, Pick<SimulatedSink, 'items'>>>
  readonly actions?: Readonly<Record<string, SimulatedAction>>
  readonly erasure?: SimulatedErasure
  readonly webhook?: SimulatedWebhook
  stop(): Promise<void> | void
}

/** What can be done to the records of one stream at the vendor. */
export interface SimulatedStream {
  /** The keys of all records that a perfect reader has now. */
  readonly keys?: () => Iterable<AnyKey>
  readonly create?: () => AnyKey | Promise<AnyKey>
  /** Changes the content of one record, and gives its key. Two calls without `pass` between them change two records in one instant. */
  readonly update?: () => AnyKey | Promise<AnyKey>
  readonly remove?: () => AnyKey | Promise<AnyKey>
  /** Changes so many records, or all where there are fewer, in one and the same instant. */
  readonly tie?: (count: number) => readonly AnyKey[] | Promise<readonly AnyKey[]>
  /** Why there is nothing to read. */
  readonly empty?: string
}

/** What can be written, and how the vendor's side is looked at. */
export interface SimulatedSink {
  /** So many different items, the same in every call. */
  readonly items: (count: number) => readonly object[]
  /** An item that fits the schema and that the vendor refuses. */
  readonly bad?: object
  /** What the vendor has now, one entry an object. */
  readonly stored: () => readonly unknown[] | Promise<readonly unknown[]>
}

/** What an action is asked for, and how the vendor's side is looked at. */
export interface SimulatedAction {
  readonly input: object
  /** An input that fits the schema and that the vendor refuses. */
  readonly bad?: object
  /** What the vendor has now, one entry for each time that it was done. */
  readonly stored: () => readonly unknown[] | Promise<readonly unknown[]>
}

/** Somebody who can be erased, and how the vendor's side is looked at. */
export interface SimulatedErasure {
  readonly person: Person
  /** The keys of their records by stream, as the host knows them. Default: none. */
  readonly keys?: Readonly<Record<string, readonly Key[]>>
  /** Texts that tell of the person, and of which nothing may be left. */
  readonly traces: readonly string[]
  /** Texts that tell of others, and must be left. */
  readonly others: readonly string[]
  /** What the vendor has now, but for what it must keep by law. */
  readonly stored: () => unknown
}

export interface SimulatedWebhook {
  /** Makes something happen, and sends what the vendor sends: by HTTP to the address that was registered, or by `receive`. */
  deliver(to: { readonly url: string; readonly receive: (request: Request) => void }): Promise<void>
  /** A request that only tries a new address, which many vendors do not sign. It is not looked at. */
  readonly isTrial?: (headers: Headers) => boolean
  /** For connectors that cannot register webhooks themselves. */
  readonly registered?: readonly Registration[]
}
