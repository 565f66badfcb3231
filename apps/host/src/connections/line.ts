import { randomUUID } from 'node:crypto'
import type { Account, RateLimit } from '@cartograph/core'
import type { Connection } from '../config/index.ts'
import { openFetch, rangesOfEnvironment } from '../egress/index.ts'
import { contentHash, type Store } from '../store/index.ts'
import { budgetQueue, type BudgetQueue } from './budget-queue.ts'
import { budgetSharing } from './budget-sharing.ts'
import { budgetStore } from './budget-store.ts'
import { processTimer, type Timer } from './budget-time.ts'
import { budgetOf, type Budget } from './budget-wish.ts'
import { openDial, type Dial } from './dial.ts'
import { usedShare } from './budget.ts'
import { limitMatcher, type MatchedRequest } from './limit-match.ts'
import { memoryOf, type Memory } from './memo.ts'
import { personalNames } from './personal-names.ts'
import { redactor, textsOf } from './redaction.ts'
import { slicePlaces, type SlicePlaces } from './slice-places.ts'
import { vendorClock, type VendorClock } from './vendor-clock.ts'

/** Until a connection's check has told them. */
export const unknownAccount: Account = { timeZone: 'UTC', currency: 'XXX', country: 'ZZ' }

/** What everything that one connection does in this process shares, for as long as the process lives. */
export interface Line {
  readonly connection: Connection
  readonly settings: LineSettings
  readonly transport: typeof fetch
  readonly dial: Dial
  readonly clock: VendorClock
  readonly memory: Memory
  readonly redact: (text: string) => string
  /** Names of fields whose values speak of a person. */
  readonly personal: () => ReadonlySet<string>
  account: Account
  /** The budgets that a request is charged to. */
  budgetsOf(request: MatchedRequest): readonly Budget[]
  /** How much of each limit that the connector declares is in use now. */
  budgetUse(): readonly { readonly budget: string; readonly share: number }[]
  /** Waits for those budgets. */
  readonly acquire: BudgetQueue['acquire']
  /**
   * Where requests are limited there are half as many places again, since while a page is written its slice asks for nothing; more slices
   * would only wait here, and be kept from other processes that could read them.
   */
  readonly slices: SlicePlaces
}

/** The lines of one process. Connections of one vendor's account share budgets through it. */
export interface Lines {
  /** The line of a connection, the same for every caller until its settings change. */
  of(connection: Connection): Line
  /** Gives back what other processes that share the budgets can use. */
  close(): Promise<void>
}

/** How requests are sent; suites change it. */
export interface LineSettings {
  /** Default: the platform's `fetch`, to open addresses alone. */
  readonly transport?: typeof fetch
  /** Opens connections that are no requests. Default: to open addresses alone. */
  readonly dial?: Dial
  /** Ranges of addresses that are open beside the public ones and those of the connection. Default: what the environment says. */
  readonly openAddresses: readonly string[]
  readonly timer: Timer
  /** The clock below the engine's, which the vendor's is compared with. Default: the store's that is shared, else the machine's. */
  readonly systemClock: () => number
  /** The first wait before a repetition; it doubles with each. */
  readonly backOffMs: number
  /** Attempts of one request. */
  readonly attempts: number
  /** So long a call waits altogether, for its budgets and between attempts, where its context says nothing else. */
  readonly holdMs: number
  /** Longer answers are handed on while they arrive, and not asked for again when they break off. */
  readonly wholeBytes: number
  readonly random: () => number
}

const defaultSettings: Omit<LineSettings, 'openAddresses'> = {
  timer: processTimer,
  systemClock: Date.now,
  backOffMs: 250,
  attempts: 4,
  holdMs: 2000,
  wholeBytes: 67_108_864,
  random: Math.random,
}

/**
 * So long a call of a run waits. Its place is its connection's own, so nobody else could use it; and a page that gave up
 * sooner would begin again, so one of many requests might never end.
 */
export const runHoldMs = 60_000

/** How many requests are under way at once to begin with, and at most, where the vendor has told nothing. */
const firstConcurrency = 4
const mostConcurrency = 64

/** `shared`: a store that other processes use as well, through which they share the limits that connectors declare. */
export function openLines(changes: Partial<LineSettings> = {}, shared?: Store): Lines {
  const settings: LineSettings = {
    ...defaultSettings,
    openAddresses: changes.openAddresses ?? rangesOfEnvironment(process.env),
    ...(shared !== undefined && { systemClock: shared.now }),
    ...changes,
  }
  const sharing =
    shared && budgetSharing(budgetStore(shared, randomUUID()), settings.timer, settings.random)
  const queue = budgetQueue(settings.timer, sharing)
  const budgets = new Map<string, Budget>()
  const lines = new Map<string, Line>()
  const budget = (key: string, limit: RateLimit): Budget => {
    const known = budgets.get(key) ?? budgetOf(ruleOf(limit), sharing && shortKey(key))
    budgets.set(key, known)
    return known
  }
  return {
    of: (connection) => {
      const known = lines.get(connection.id)
      if (known?.connection === connection) return known
      const line = lineOf(connection, settings, { acquire: queue.acquire, budget })
      lines.set(connection.id, line)
      return line
    },
    close: async () => sharing?.close(),
  }
}

interface Shared {
  readonly acquire: Line['acquire']
  readonly budget: (key: string, limit: RateLimit) => Budget
}

function lineOf(connection: Connection, settings: LineSettings, shared: Shared): Line {
  const { connector, config, secrets, budgets } = connection
  const { requestsAtOnce = Number.POSITIVE_INFINITY } = connection
  const limits = budgets === 'off' ? {} : (connector.limits?.(config) ?? {})
  const declared = Object.entries(limits).map(([name, limit]) => ({
    name,
    matches: limitMatcher(name, limit),
    budget: shared.budget(budgetKey(connection, name, limit), limit),
  }))
  const places = Object.values(limits).flatMap(({ concurrent }) => concurrent ?? [])
  const own = budgetOf({
    concurrent: {
      start: Math.min(requestsAtOnce, Math.max(firstConcurrency, ...places)),
      ceiling: Math.min(requestsAtOnce, Math.max(mostConcurrency, ...places)),
    },
  })
  const opened = [...settings.openAddresses, ...(connection.openAddresses ?? [])]
  return {
    connection,
    settings,
    transport: settings.transport ?? openFetch(opened),
    dial: settings.dial ?? openDial(opened),
    clock: vendorClock(),
    memory: memoryOf(settings.timer.now),
    redact: redactor(secrets, textsOf(config)),
    personal: personalNames(connection),
    account: unknownAccount,
    budgetsOf: (request) => [
      own,
      ...declared.filter(({ matches }) => matches(request)).map(({ budget }) => budget),
    ],
    budgetUse: () =>
      declared.map(({ name, budget: { rule, state } }) => ({
        budget: name,
        share: usedShare(rule, state, settings.timer.now()),
      })),
    acquire: shared.acquire,
    slices: slicePlaces(Math.ceil(requestsAtOnce * 1.5)),
  }
}

/** What is declared to be shared is shared between the connections of one connector; limits with other numbers are others. */
function budgetKey({ id, connector }: Connection, name: string, limit: RateLimit): string {
  const { sharedBy } = limit
  const whose = sharedBy === undefined ? ['connection', id] : ['shared', connector.id, sharedBy]
  return JSON.stringify([...whose, name, limit])
}

/** As a key of the store: long ones by their hash. */
function shortKey(key: string): string {
  return key.length <= 120 ? key : contentHash(key)
}

function ruleOf({ requests, windowMs, concurrent, maxErrorShare }: RateLimit) {
  return {
    ...(requests !== undefined && windowMs !== undefined && { window: { requests, windowMs } }),
    ...(concurrent !== undefined && {
      concurrent: { start: concurrent, ceiling: concurrent },
    }),
    ...(maxErrorShare !== undefined && { maxErrorShare }),
  }
}
