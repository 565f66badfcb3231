import type { JsonSchema } from './json-schema.ts'
import { createHash } from 'node:crypto'
import type { ContacthubUnknowns, Uniqueness } from './options.ts'
import type { Body } from './answer.ts'

export interface Source {
  readonly id: string
  readonly token: string
  readonly isTrusted: boolean
  /** Whether its role may read the stream of updates. */
  readonly readsUpdates: boolean
  isEnabled: boolean
}
export interface Customer {
  readonly id: string
  readonly nodeId: string
  readonly externalId: string | null
  readonly extra: string | null
  readonly enabled: boolean
  readonly registeredAt: number
  readonly updatedAt: number
  readonly registeredBy: string
  readonly updatedBy: string
  /** Only what was said; the rest is shown as `null`. */
  readonly base: Body
  readonly consents: Body | null
  readonly extended: Body
  readonly tags: { readonly auto: readonly string[]; readonly manual: readonly string[] }
}
/** What a customer was from an instant on; `undefined`: gone. */
export interface Version {
  readonly at: number
  readonly customer: Customer | undefined
}
export interface HubEvent {
  readonly id: string
  readonly nodeId: string
  readonly customerId: string | null
  readonly bringBack: {
    readonly type: string
    readonly value: string
    readonly nodeId: string
  } | null
  readonly type: string
  readonly context: string
  readonly date: number
  readonly properties: Body
  readonly contextInfo: Body | null
  readonly tracking: Body | null
  readonly registeredAt: number
  readonly updatedAt: number
}
export interface Update {
  readonly offset: number
  readonly at: number
  readonly operation: 'CREATE' | 'UPDATE' | 'DELETE'
  readonly type: 'CUSTOMER' | 'EVENT'
  readonly id: string
}
export interface Session {
  readonly id: string
  readonly value: string
  readonly customerId: string
}
/** When such an event comes, one of the immediate messages of the mailing service is sent to the customer. */
export interface Automation {
  readonly eventType: string
  /** Of generic events. */
  readonly name: string | undefined
  readonly message: string
}
export interface SentMessage {
  readonly message: string
  readonly customerId: string
  readonly email: string
  readonly extraProperties: unknown
}

/** Everything that a workspace with one entry node holds. */
export interface Workspace {
  readonly id: string
  readonly nodeId: string
  readonly now: () => number
  readonly searchLagMs: () => number
  readonly unknowns: ContacthubUnknowns
  readonly uniqueness: Uniqueness
  readonly mandatory: readonly string[]
  /** Properties of its own, as a JSON Schema has them. */
  extended: Readonly<Record<string, JsonSchema>>
  readonly sources: Map<string, Source>
  /** Everything that a customer ever was, by id. */
  readonly customers: Map<string, Version[]>
  readonly events: Map<string, HubEvent>
  readonly sessions: Map<string, Session>
  readonly updates: Update[]
  readonly disabledTypes: Set<string>
  readonly automations: Automation[]
  readonly messages: SentMessage[]
  nextId(kind: 'c' | 'e' | 'f'): string
  /** Does it as much later as events need. */
  later(work: () => void): void
  /** Does what was put off until now. */
  catchUp(): void
}

export function openWorkspace(
  given: Pick<
    Workspace,
    'now' | 'searchLagMs' | 'unknowns' | 'uniqueness' | 'mandatory' | 'extended'
  >,
  eventLagMs: () => number,
): Workspace {
  let last = 0
  let waiting: { readonly at: number; readonly work: () => void }[] = []
  const { now } = given
  return {
    ...given,
    id: uuid('a', 1),
    nodeId: uuid('b', 1),
    sources: new Map(),
    customers: new Map(),
    events: new Map(),
    sessions: new Map(),
    updates: [],
    disabledTypes: new Set(),
    automations: [],
    messages: [],
    nextId(kind) {
      last += 1
      return uuid(kind, last)
    },
    later(work) {
      const delayMs = eventLagMs()
      if (delayMs > 0) waiting.push({ at: now() + delayMs, work })
      else work()
    },
    catchUp() {
      const due = waiting.filter(({ at }) => at <= now())
      waiting = waiting.filter(({ at }) => at > now())
      for (const { work } of due) work()
    },
  }
}

/** The same number gives the same id on every machine; ids are in no order. */
export function uuid(kind: string, number: number): string {
  const hex = createHash('sha256').update(`${kind}${number}`).digest('hex')
  return `${kind}${hex.slice(0, 7)}-${hex.slice(7, 11)}-4${hex.slice(11, 14)}-8${hex.slice(14, 17)}-${hex.slice(17, 29)}`
}

export function present(workspace: Workspace, id: string): Customer | undefined {
  return workspace.customers.get(id)?.at(-1)?.customer
}

export function allPresent(workspace: Workspace): readonly Customer[] {
  return [...workspace.customers.values()].flatMap((versions) => versions.at(-1)?.customer ?? [])
}

/** Customers as lists and queries see them, which lag behind. */
export function indexed(workspace: Workspace): readonly Customer[] {
  const until = workspace.now() - workspace.searchLagMs()
  return [...workspace.customers.values()].flatMap(
    (versions) => versions.findLast(({ at }) => at <= until)?.customer ?? [],
  )
}

export function keep(workspace: Workspace, customer: Customer, isNew: boolean): void {
  const versions = workspace.customers.get(customer.id) ?? []
  versions.push({ at: workspace.now(), customer })
  workspace.customers.set(customer.id, versions)
  tell(workspace, isNew ? 'CREATE' : 'UPDATE', 'CUSTOMER', customer.id)
}

/** With the events of the customer, since version 1.52. */
export function removeCustomer(workspace: Workspace, id: string): void {
  workspace.customers.get(id)?.push({ at: workspace.now(), customer: undefined })
  tell(workspace, 'DELETE', 'CUSTOMER', id)
  for (const event of workspace.events.values()) {
    if (event.customerId !== id) continue
    workspace.events.delete(event.id)
    tell(workspace, 'DELETE', 'EVENT', event.id)
  }
  for (const session of workspace.sessions.values())
    if (session.customerId === id) workspace.sessions.delete(session.value)
}

export function tell(
  workspace: Workspace,
  operation: Update['operation'],
  type: Update['type'],
  id: string,
): void {
  const { updates } = workspace
  // Offsets grow and have holes.
  const offset = (updates.at(-1)?.offset ?? 81_000) + 1 + (updates.length % 3)
  updates.push({ offset, at: workspace.now(), operation, type, id })
}
