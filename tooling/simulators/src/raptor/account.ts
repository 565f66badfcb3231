/** One event of a visitor, decoded by the account's parameter map. */
export interface TrackedEvent {
  readonly at: number
  readonly endpoint: 'rsa' | 'stream'
  readonly name: string
  /** Parameters by what they hold; those that the account does not know by their position, such as `p77`. */
  readonly values: Readonly<Record<string, string>>
  readonly coid: string | undefined
  readonly sid: string | undefined
  /** The person of `ruid`, decoded. */
  readonly person: string | undefined
}

/** What tracking answered 200 to and did not take, and why. */
export interface DroppedRequest {
  readonly query: string
  readonly because: string
}

export type Row = Readonly<Record<string, unknown>>

/** Where rows are streamed to. */
export interface InputStream {
  readonly id: string
  readonly kind: 'Person' | 'Interaction' | 'Catalog'
  /** What tells persons and products apart. */
  readonly identifiedBy: string
  readonly isDraft: boolean
  rows: Row[]
}

export interface Audience {
  readonly id: string
  readonly name: string
  readonly members: Set<string>
}

/** Somebody who entered or left an audience. */
export interface AudienceChange {
  readonly sequence: number
  readonly audience: string
  readonly person: string
  readonly action: 'entered' | 'left'
}

/** Everything that an account of Raptor holds. */
export interface Account {
  readonly customerId: string
  readonly now: () => number
  events: TrackedEvent[]
  readonly dropped: DroppedRequest[]
  readonly streams: Map<string, InputStream>
  readonly audiences: Audience[]
  audienceChanges: AudienceChange[]
  /** By address. */
  readonly reaIds: Map<string, string>
  /** The products of the feed that was fetched last. */
  catalogue: readonly Row[]
  /** Persons to be deleted, and when that is done. */
  deletions: { readonly person: string; readonly doneAt: number }[]
}

export function openAccount(customerId: string, now: () => number): Account {
  return {
    customerId,
    now,
    events: [],
    dropped: [],
    streams: new Map(),
    audiences: [],
    audienceChanges: [],
    reaIds: new Map(),
    catalogue: [],
    deletions: [],
  }
}

/** Whose an event is: the person where one is told, the device otherwise. */
export function ownerOf({ person, coid, values }: TrackedEvent): string | undefined {
  return person ?? values['userId'] ?? coid
}

/** Deletes those whose time has come: their events, their rows, their identifiers. */
export function finishDeletions(account: Account): void {
  const due = account.deletions.filter(({ doneAt }) => doneAt <= account.now())
  account.deletions = account.deletions.filter(({ doneAt }) => doneAt > account.now())
  for (const { person } of due) {
    const devices = new Set(
      account.events.flatMap((event) =>
        event.person === person || event.values['userId'] === person ? [event.coid] : [],
      ),
    )
    devices.delete(undefined)
    account.events = account.events.filter(
      (event) =>
        event.person !== person &&
        event.values['userId'] !== person &&
        !(event.coid !== undefined && devices.has(event.coid)),
    )
    for (const stream of account.streams.values())
      stream.rows = stream.rows.filter((row) => !Object.values(row).includes(person))
    for (const { members } of account.audiences) members.delete(person)
    account.audienceChanges = account.audienceChanges.filter((change) => change.person !== person)
    account.reaIds.delete(person)
  }
}
