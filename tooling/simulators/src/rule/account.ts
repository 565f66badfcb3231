import type { FieldType, FieldValue } from './field-values.ts'

export interface Subscriber {
  readonly id: number
  email: string | null
  phone: string | null
  customIdentifier: string | null
  language: string | null
  status: 'ACTIVE' | 'BLOCKED' | 'PENDING'
  optedIn: boolean
  readonly tags: Set<number>
  readonly createdAt: number
  updatedAt: number
}
export interface Group {
  readonly id: number
  readonly name: string
  historical: boolean
  readonly createdAt: number
  readonly fields: Map<string, { readonly id: number; readonly type: FieldType }>
}
/** The values of one group: one a subscriber, in a historical group one a write. */
export interface DataRecord {
  readonly id: number
  readonly subscriber: number
  readonly group: number
  readonly createdAt: number
  readonly values: Map<string, FieldValue>
}
/** A write of a record that has landed, and what it said. */
export interface Landed {
  readonly record: number
  /** Whether there is a record more. */
  readonly isNew: boolean
  readonly values: ReadonlyMap<string, FieldValue>
}
export interface Tag {
  readonly id: number
  readonly name: string
  readonly createdAt: number
}
export interface Suppression {
  readonly id: number
  readonly subscriber: number
  readonly dispatcherType: 'campaign' | 'transactional'
  readonly messageType: 'email' | 'text_message'
  readonly source: 'user' | 'admin' | 'spam' | 'api'
  readonly createdAt: number
}
export interface Transaction {
  readonly id: number
  readonly type: 'email' | 'text_message'
  readonly name: string
  readonly subject: string
  readonly to: string
  readonly plain: string
  readonly html: string
}
/** An automation that a tag has set off. */
export interface Fired {
  readonly subscriber: number
  readonly tag: string
  readonly how: string
}

/** Everything that an account of Rule holds. */
export interface Account {
  readonly now: () => number
  readonly subscribers: Map<number, Subscriber>
  readonly groups: Map<number, Group>
  readonly records: Map<number, DataRecord>
  /** Every write of a record, in the order in which they landed. */
  readonly landed: Landed[]
  readonly tags: Map<number, Tag>
  readonly suppressions: Map<number, Suppression>
  readonly transactions: Transaction[]
  readonly fired: Fired[]
  nextId(): number
  /** Does it now, or as much later as v3 needs. */
  later(work: () => void): void
  /** Does what was put off until now. */
  catchUp(): void
}

export function openAccount(now: () => number, landsAfterMs: () => number): Account {
  let last = 0
  let waiting: { readonly at: number; readonly work: () => void }[] = []
  return {
    now,
    subscribers: new Map(),
    groups: new Map(),
    records: new Map(),
    landed: [],
    tags: new Map(),
    suppressions: new Map(),
    transactions: [],
    fired: [],
    nextId() {
      last += 1
      return last
    },
    later(work) {
      const delayMs = landsAfterMs()
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

export interface Identity {
  readonly id?: number | undefined
  readonly email?: string | undefined
  readonly phone?: string | undefined
  readonly customIdentifier?: string | undefined
}

/** Everybody whom one of the identifiers names; more than one where they name different people. */
export function known(account: Account, asked: Identity): readonly Subscriber[] {
  const email = asked.email?.toLowerCase()
  return [...account.subscribers.values()].filter(
    (one) =>
      one.id === asked.id ||
      (email !== undefined && one.email?.toLowerCase() === email) ||
      (asked.phone !== undefined && one.phone === asked.phone) ||
      (asked.customIdentifier !== undefined && one.customIdentifier === asked.customIdentifier),
  )
}

export function addSubscriber(account: Account, given: Partial<Subscriber>): Subscriber {
  const at = account.now()
  const made: Subscriber = {
    id: account.nextId(),
    email: null,
    phone: null,
    customIdentifier: null,
    language: null,
    status: 'ACTIVE',
    optedIn: true,
    tags: new Set(),
    createdAt: at,
    updatedAt: at,
    ...given,
  }
  account.subscribers.set(made.id, made)
  return made
}

export function removeSubscriber(account: Account, id: number): void {
  account.subscribers.delete(id)
  for (const record of account.records.values())
    if (record.subscriber === id) account.records.delete(record.id)
  for (const one of account.suppressions.values())
    if (one.subscriber === id) account.suppressions.delete(one.id)
}

export function suppress(
  account: Account,
  given: Pick<Suppression, 'subscriber' | 'dispatcherType' | 'messageType' | 'source'>,
): void {
  const isThere = [...account.suppressions.values()].some(
    (one) =>
      one.subscriber === given.subscriber &&
      one.dispatcherType === given.dispatcherType &&
      one.messageType === given.messageType,
  )
  if (isThere) return
  const made = { ...given, id: account.nextId(), createdAt: account.now() }
  account.suppressions.set(made.id, made)
}

export function suppressionsOf(account: Account, subscriber: number): readonly Suppression[] {
  return [...account.suppressions.values()].filter((one) => one.subscriber === subscriber)
}

export function tagNamed(account: Account, name: string): Tag {
  const found = [...account.tags.values()].find((one) => one.name === name)
  if (found !== undefined) return found
  const made = { id: account.nextId(), name, createdAt: account.now() }
  account.tags.set(made.id, made)
  return made
}

/** A name, or an id where it is a number or all digits; undefined where there is no tag of that id. */
export function tagAsked(account: Account, asked: unknown): Tag | undefined {
  const text = String(asked)
  return /^\d+$/.test(text) ? account.tags.get(Number(text)) : tagNamed(account, text)
}
