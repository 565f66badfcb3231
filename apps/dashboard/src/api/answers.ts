/** What the host tells: the parts that the page shows. */
export interface Trouble {
  readonly kind: string
  readonly message: string
  readonly hint?: string
}

export interface LastRun {
  readonly at: string
  readonly endedAt?: string
  readonly ok: boolean
}

export interface Letters {
  readonly count: number
  readonly examples: readonly { readonly at: string; readonly fault: Trouble }[]
}

export interface DeliveryState {
  readonly id: string
  readonly paused: boolean
  readonly lag: number
  readonly backfilling: boolean
  readonly held: number
  readonly failed: number
  readonly unknown: number
  readonly lastRun?: LastRun
  readonly deadLetters: Letters
}

export interface Status {
  readonly connections: readonly {
    readonly id: string
    readonly streams: readonly { readonly stream: string; readonly deadLetters: Letters }[]
    readonly webhooks?: {
      readonly waiting: number
      readonly done: number
      readonly deadLetters: Letters
    }
  }[]
  readonly deliveries: readonly DeliveryState[]
  readonly deadLetters: number
}

export type Standing =
  | 'never'
  | 'loading'
  | 'healthy'
  | 'delayed'
  | 'failing'
  | 'authExpired'
  | 'paused'

export interface MonitoredStream {
  readonly stream: string
  readonly standing: Standing
  readonly completeTo?: string
  readonly lastSyncAt?: string
  readonly records: number
  readonly deleted: number
  readonly openParts: number
  readonly rejected: number
  readonly fault?: Trouble
  readonly rejections: readonly Trouble[]
}

export interface MonitoredConnection {
  readonly connection: string
  readonly connector: string
  readonly standing: Standing
  readonly nextAt?: string
  readonly paused?: { readonly since: string; readonly by: string }
  readonly streams: readonly MonitoredStream[]
}

export interface StreamRun {
  readonly stream: string
  readonly read: number
  readonly written: number
  readonly deleted: number
  readonly rejected: number
  readonly durationMs: number
  readonly fault?: Trouble
}

export interface Run {
  readonly id: string
  readonly connection: string
  readonly streams: readonly string[] | null
  readonly full: boolean
  readonly cause: string
  readonly status: 'queued' | 'running' | 'ended'
  readonly queuedAt: string
  readonly startedAt: string | null
  readonly endedAt: string | null
  readonly ok: boolean | null
  readonly report: { readonly runs?: readonly StreamRun[]; readonly fault?: Trouble } | null
}

export interface FigureDefinition {
  readonly id: string
  readonly type: string
  readonly definition: string
}

export interface FigureRow {
  readonly group: readonly string[]
  readonly isIncomplete: boolean
  readonly figures: readonly {
    /** Money is text in minor units. Missing: nobody knows. */
    readonly value?: string | null
    readonly compared?: string | null
    /** Of one. */
    readonly delta?: string | null
  }[]
}

export interface FigureAnswer {
  readonly id: string
  readonly problem?: { readonly message?: string; readonly hint?: string }
  readonly metrics?: readonly FigureDefinition[]
  readonly by?: readonly string[]
  readonly currency?: string
  readonly rows?: readonly FigureRow[]
  readonly total?: FigureRow
  readonly unconverted?: readonly { readonly currency: string; readonly orders: number | string }[]
  readonly isProvisional?: boolean
  readonly range?: { readonly from: string; readonly to: string }
  readonly comparedRange?: { readonly from: string; readonly to: string }
}

export interface Figures {
  readonly answers: readonly FigureAnswer[]
  readonly completeness: {
    readonly figuresAreCurrent: boolean
    readonly personsAreCurrent: boolean
    readonly connections: readonly {
      readonly connection: string
      readonly isLoading: boolean
      readonly completeTo?: string
    }[]
  }
}

export interface DashboardListed {
  readonly id: string
  readonly title: string
  readonly origin: string
  readonly widgets: number
}

export interface Widget {
  readonly id: string
  readonly title: string
  readonly show: 'number' | 'line' | 'bar' | 'table' | 'heatMap'
  readonly metrics: readonly string[]
  readonly by: readonly string[]
}

export interface FigureSettings {
  readonly range?: string | { readonly from: string; readonly to: string }
  readonly compare?: 'none' | 'previous' | 'year'
  readonly currency?: string
  readonly stores?: readonly string[]
  readonly segments?: readonly string[]
}

export interface Dashboard {
  readonly id: string
  readonly title: string
  readonly origin: string
  readonly settings: FigureSettings
  readonly widgets: readonly Widget[]
}

export interface Property {
  readonly value: unknown
  readonly connection: string
  readonly at: number
}

export interface Person {
  readonly id: string
  readonly members: readonly string[]
  readonly since: number
  readonly profile: {
    readonly properties: Readonly<Record<string, Property | undefined>>
    readonly consents: readonly {
      readonly channel?: string
      readonly purpose?: string
      readonly state?: string
    }[]
    readonly updatedAt?: number
  }
}

export interface PersonExplained {
  readonly person: Person
  readonly joins?: readonly {
    readonly member: string
    readonly path: readonly { readonly by: string; readonly shared?: string }[]
  }[]
}

export interface Moment {
  readonly at: number
  readonly entity: string
  readonly row: Readonly<Record<string, unknown>>
}

export type Condition = Readonly<Record<string, unknown>>

export interface ListedSegment {
  readonly id: string
  readonly name: string
  readonly resource: 'customer' | 'order' | 'product'
  readonly origin: 'file' | 'api' | 'predefined'
  readonly members?: number
  readonly tooLittleData?: boolean
  readonly judgedAt?: string
}

export interface SegmentShown {
  readonly id: string
  readonly name: string
  readonly resource: string
  readonly origin: string
  readonly where: Condition
}

export interface FeedProblem {
  readonly field: string
  readonly severity: 'error' | 'warning'
  readonly expected: string
  readonly count: number
}

export interface Feed {
  readonly id: string
  readonly set: string
  readonly form: string
  readonly rows: string
  readonly address?: string
  readonly state?: {
    readonly items: number
    readonly bytes: number
    readonly madeAt?: string
    readonly fetchedAt?: string
    readonly fetchedBy?: string
    readonly held?: { readonly vanished: number; readonly of: number; readonly at: string }
    readonly fault?: Trouble
  }
  readonly last?: {
    readonly at: string
    readonly read: number
    readonly invalid: number
    readonly items: number
    readonly state: 'made' | 'same' | 'held' | 'waiting' | 'failed'
    readonly problems: readonly FeedProblem[]
  }
}

export interface Cart {
  readonly cart: string
  readonly rule: string
  readonly connection: string
  readonly state: string
  readonly touchedAt: string
  readonly leftAt?: string
  readonly currency?: string
  /** Minor units. */
  readonly total?: number
  readonly messages: readonly { readonly step: number; readonly state: string }[]
}

export interface CartFigures {
  readonly detected: number
  readonly sent: number
  readonly recovered: number
  readonly revenue: Readonly<Record<string, number | string>>
}

export interface Automation {
  readonly id: string
  readonly on: string
  readonly state: 'active' | 'paused' | 'held'
  readonly reason?: string
  readonly since?: string
  readonly steps: Readonly<Record<string, number>>
}

export interface Token {
  readonly id: string
  readonly name: string
  readonly kind: 'server' | 'browser'
  readonly state: string
  readonly permissions: readonly string[]
  readonly nodes: readonly string[]
  readonly origins: readonly string[]
  readonly source: string
  readonly createdAt: string
  readonly lastUsedAt: string | null
  readonly expiresAt: string | null
}

export interface AuditEntry {
  readonly id: string
  readonly at: string
  readonly actor: {
    readonly kind: string
    readonly id: string | null
    readonly name: string | null
  }
  readonly action: string
  readonly target: string | null
  readonly node: string | null
  readonly outcome: string
  readonly count: number
  readonly lastAt: string
}

export interface Me {
  readonly user: {
    readonly id: string
    readonly name: string
    readonly email: string
    readonly twoFactor: boolean
  }
  readonly organisations: readonly {
    readonly id: string
    readonly name: string
    readonly role: string
  }[]
  readonly organisation: string
  readonly permissions: readonly string[]
}
