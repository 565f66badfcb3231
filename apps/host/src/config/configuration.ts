import type { Connector, EntityName, Json, JsonObject, Mapping } from '@cartograph/core'
import type { Area } from '../wishes/index.ts'
import type { KeySource } from '../sealing/index.ts'
import type { Dashboard } from '../dashboards/index.ts'
import type { Resource, Segment } from '../segments/index.ts'
import type { CartRule } from './cart-settings.ts'
import type { CustomerSettings } from './customer-settings.ts'
import type { FailureSettings } from './failure-settings.ts'
import type { Feed } from './feed-settings.ts'
import type { DeclaredToken } from './declared-token.ts'
import type { AttributionSettings } from './attribution.ts'
import type { Automation, ContactingSettings } from './automation-settings.ts'
import type { Alert, Digest, InsightSettings, QuotaSettings } from './notice-settings.ts'
import type { PeopleSettings } from './people-settings.ts'
import type { Portal } from './portal-settings.ts'
import type { ScheduledReport } from './report-settings.ts'

/** What a configuration file says, checked, with every name in it resolved. */
export interface Configuration {
  /** Absolute. */
  readonly file: string
  /** Where relative paths of the file begin. */
  readonly folder: string
  readonly organisation: string
  /** An absolute path, or a `postgres://` URL, which may hold a password. */
  readonly store: string
  /** Where the key is that seals secrets in the store. Default: they are not sealed. */
  readonly secretKey?: KeySource
  readonly host?: HostSettings
  /** Areas of the product that the organisation may use. Default: all. */
  readonly areas?: readonly Area[]
  readonly connections: ReadonlyMap<string, Connection>
  readonly deliveries: ReadonlyMap<string, Delivery>
  /** Default: the rules of `defaultCustomers`, and no nodes. */
  readonly customers?: CustomerSettings
  /** Where exchange rates are fetched from while serving. Default: nowhere. */
  readonly rates?: 'ecb' | 'none'
  /** How people sign in. Default: `defaultPeople`. */
  readonly people?: PeopleSettings
  /** Tokens of the API, by name. */
  readonly tokens?: ReadonlyMap<string, DeclaredToken>
  /** Those whose members are told of as they enter and leave. */
  readonly segments?: ReadonlyMap<string, Segment>
  /** Default: `defaultAttribution`. */
  readonly attribution?: AttributionSettings
  /** What holds for everything that automations send to people. */
  readonly contacting?: ContactingSettings
  readonly automations?: ReadonlyMap<string, Automation>
  readonly insights?: InsightSettings
  readonly digests?: ReadonlyMap<string, Digest>
  readonly alerts?: ReadonlyMap<string, Alert>
  /** Beside those that are templates. */
  readonly dashboards?: ReadonlyMap<string, Dashboard>
  /** Names of entries that the store has and not the file, such as `dashboards/sales`. */
  readonly storedEntries?: ReadonlySet<string>
  /** Who is told that a connection does not work. Default: `defaultFailures`. */
  readonly failures?: FailureSettings
  /** Dashboards that are sent at their times. */
  readonly reports?: ReadonlyMap<string, ScheduledReport>
  /** What is shown to clients by links. */
  readonly portals?: ReadonlyMap<string, Portal>
  /** Documents of products. */
  readonly feeds?: ReadonlyMap<string, Feed>
  /** How long entries of the audit log are kept. Default: for ever. */
  readonly auditKeepMs?: number
  /** Default: no limit. */
  readonly quota?: QuotaSettings
  /** What becomes of carts that are left, by the name of the rule. Default: nothing. */
  readonly carts?: ReadonlyMap<string, CartRule>
  /** What segments compare amounts in. Default: the currency of the first store. */
  readonly currency?: string
  /** In which a day of the organisation begins. Default: the zone of the first store. */
  readonly timeZone?: string
}

/** Where `cartograph serve` listens, and where vendors reach it. */
export interface HostSettings {
  /** Without a slash at its end. */
  readonly url?: string
  readonly address?: string
  readonly port?: number
  /** Whom people ask who cannot go on: an e-mail address or a page. */
  readonly support?: string
  /** Lines of the log below it are left out. Default `info`. */
  readonly logLevel?: 'debug' | 'info' | 'warn' | 'error'
  readonly metrics?: MetricsSettings
  /** Ranges of private addresses that may be connected to. Default: none. */
  readonly openAddresses?: readonly string[]
}

/** Where `/metrics` is answered: at an address of its own, with a token, or both. Nowhere without either. */
export interface MetricsSettings {
  readonly token?: string
  readonly address?: string
  readonly port?: number
}

/** One account at a vendor, with the connector that speaks to it. */
export interface Connection {
  readonly id: string
  /** The package. */
  readonly connectorName: string
  /** The package's version, stamped on what it writes. */
  readonly version: string
  readonly connector: Connector<unknown, Json>
  /** As the connector's own schema gave it back. */
  readonly config: unknown
  /** Changes when a setting that is not secret does; moving the folder of the configuration changes nothing. */
  readonly fingerprint: string
  /** Values that must never be shown. */
  readonly secrets: readonly string[]
  /** Absolute; from the settings that are marked as paths. */
  readonly paths: readonly string[]
  /** What the package asks for: `files`, `connect`. */
  readonly needs: readonly string[]
  readonly schedule?: string
  /** Of the schedule. Default UTC. */
  readonly timeZone?: string
  /** Default: all. */
  readonly streams?: readonly string[]
  /** Who is mailed when it does not work. Default: the owners of the organisation. */
  readonly owner?: string
  readonly budgets: 'on' | 'off'
  /** Ranges of private addresses that it may connect to. Default: none. */
  readonly openAddresses?: readonly string[]
  /** No more requests of one process are under way at once. Default: found by trying. */
  readonly requestsAtOnce?: number
  /** Those in force: the file's own, and for every other stream the connector's. */
  readonly mappings: readonly Mapping[]
}

/** A segment that a delivery is for. */
export interface DeliverySegment {
  readonly id: string
  readonly resource: Resource
}

/** Rows of one entity, mapped and sent to one sink. */
export interface Delivery {
  readonly id: string
  readonly from: EntityName
  readonly connection: string
  readonly sink: string
  readonly mapping: Mapping
  /** Every push replaces all that is there. */
  readonly replace: boolean
  /** What `$settings` reads in the mapping. */
  readonly settings: JsonObject
  readonly paused: boolean
  /** Only what is in it is sent. */
  readonly segment?: DeliverySegment
  /** Which of them a row is in, its mapping reads. */
  readonly segments?: readonly DeliverySegment[]
  /** What it means that nobody knows whether a person agreed. Default `required`: then nothing is sent. */
  readonly consent?: 'required' | 'assumed'
  /** Of a sink that is fetched by its vendor. */
  readonly serve?: ServeSettings
}

/** How a document that a vendor fetches is served. */
export interface ServeSettings {
  /** A serving host makes it anew at most this often. Default a minute. */
  readonly everyMs?: number
  /** How many old versions stay. Default 3. */
  readonly keep?: number
  /** What the vendor must send beside the address. */
  readonly basic?: { readonly user: string; readonly password: string }
}
