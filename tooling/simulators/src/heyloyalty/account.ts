import { createHash } from 'node:crypto'
import type { HeyloyaltyUnknowns } from './options.ts'

export type FieldFormat =
  | 'text'
  | 'number'
  | 'date'
  | 'boolean'
  | 'choice'
  | 'multi'
  | 'password'
  | 'shop'

export interface Field {
  readonly id: number
  readonly type: 'fixed' | 'custom'
  readonly format: FieldFormat
  readonly name: string
  readonly label: string
  /** By id. */
  readonly options: Map<string, string>
}
export type FieldValue = string | readonly string[]

export interface Member {
  readonly id: string
  /** `pending`: has not confirmed yet, and is shown to nobody. */
  status: 'active' | 'unsubscribed' | 'pending'
  emailStatus: 'active' | 'complaint' | 'hard_bounce'
  readonly createdAt: number
  updatedAt: number
  unsubscribedAt: number | null
  imported: boolean
  values: Map<string, FieldValue>
}
/** A shop, segment or webhook of a list, as it was given. */
export type Sublisted = Readonly<Record<string, unknown>> & { readonly id: number }

export interface List {
  readonly id: number
  name: string
  countryId: number
  duplicates: 'allow' | 'allow_email' | 'allow_mobile' | 'disallow'
  doubleOptIn: boolean
  readonly createdAt: number
  fields: Map<string, Field>
  readonly members: Map<string, Member>
  readonly shops: Map<number, Sublisted>
  readonly segments: Map<number, Sublisted>
  readonly webhooks: Map<number, Sublisted>
  intelligence: Readonly<Record<string, unknown>>
  linkTracking: Readonly<Record<string, unknown>>
}
export type Product = Readonly<Record<string, string>>
export interface ProductFeed {
  readonly id: number
  listId: number | null
  name: string
  url: string
  setUpdate: number
  mapping: (Readonly<Record<string, unknown>> & { readonly id: number }) | null
  readonly products: Map<string, Product>
  fetches: number
  /** Why the last fetch gave nothing. */
  problem: string | null
}
export interface Triggered {
  readonly listId: number
  readonly category: string
  readonly email: string
  readonly content: readonly Product[]
  readonly externalFields: Readonly<Record<string, string>>
}

/** Everything that an account of Heyloyalty holds. */
export interface Account {
  readonly now: () => number
  readonly unknowns: HeyloyaltyUnknowns
  readonly lists: Map<number, List>
  readonly feeds: Map<number, ProductFeed>
  /** Automations that were set off for one person. */
  readonly triggered: Triggered[]
  /** Lines of the order history. */
  readonly transactions: Readonly<Record<string, string>>[]
  /** Mails that were set off by an import or a new member. */
  readonly autoresponders: string[]
  /** Everybody who was unsubscribed and came back, by address. */
  readonly reactivated: string[]
  /** Mails about rows of an import that were refused. */
  readonly errorMails: string[]
  nextId(): number
  /** A GUID that is the same in every run. */
  nextGuid(): string
  later(work: () => void): void
  catchUp(): void
  /** Told of every change of a member, for webhooks. */
  tell(list: List, member: Member, type: string): void
}

export function openAccount(
  now: () => number,
  unknowns: HeyloyaltyUnknowns,
  landsAfterMs: number,
  tell: Account['tell'],
): Account {
  let last = 0
  let waiting: { readonly at: number; readonly work: () => void }[] = []
  const nextId = () => {
    last += 1
    return last
  }
  return {
    now,
    unknowns,
    lists: new Map(),
    feeds: new Map(),
    triggered: [],
    transactions: [],
    autoresponders: [],
    reactivated: [],
    errorMails: [],
    nextId,
    nextGuid() {
      const hex = createHash('sha256').update(`member ${nextId()}`).digest('hex')
      return [
        [0, 8],
        [8, 12],
        [12, 16],
        [16, 20],
        [20, 32],
      ]
        .map(([from, to]) => hex.slice(from, to))
        .join('-')
    },
    later(work) {
      if (landsAfterMs > 0) waiting.push({ at: now() + landsAfterMs, work })
      else work()
    },
    catchUp() {
      const due = waiting.filter(({ at }) => at <= now())
      waiting = waiting.filter(({ at }) => at > now())
      for (const { work } of due) work()
    },
    tell,
  }
}
