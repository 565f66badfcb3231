import type { Connector, Json, Parts } from '@cartograph/core'
import type { Connection } from './configuration.ts'
import type { LoadConnector } from './connector.ts'
import type { SourceDocument } from './document.ts'
import type { Environment } from './environment.ts'
import type { Problems } from './problems.ts'

/** What every step of reading a configuration has at hand. */
export interface Reading {
  readonly document: SourceDocument
  /** The file's value before variables were put in. */
  readonly raw: unknown
  readonly folder: string
  /** Where relative paths in the settings of a connection begin. */
  readonly filesOf: (connection: string) => string
  readonly environment: Environment
  readonly problems: Problems
  /** Ranges of private addresses that connections may be made to. */
  readonly openAddresses: readonly string[]
  readonly loadConnector: LoadConnector
  /** Connections that something is delivered to. */
  readonly delivered: ReadonlySet<string>
}

/** A connection whose connector was found, even if its settings are wrong: deliveries can still be checked a little. */
export interface ReadConnection {
  readonly id: string
  readonly connector?: Connector<unknown, Json>
  /** Only where the settings are right. */
  readonly parts?: Parts<unknown>
  readonly connection?: Connection
  readonly secrets: readonly string[]
  /** Places of settings, as JSON text, whose values may be shown. */
  readonly plain: readonly string[]
}
