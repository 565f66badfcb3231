import type { Account, InputStream } from './account.ts'
import { finishDeletions } from './account.ts'
import { pullFeed, type FeedChanges } from './feed.ts'
import type { RaptorUnknowns } from './options.ts'
import { triggerBody, triggersOf, type Trigger } from './triggers.ts'

/** What people do in the control panel, and what the account does by itself. */
export interface RaptorAdmin {
  addStream(
    id: string,
    given: Pick<InputStream, 'kind'> & Partial<Pick<InputStream, 'identifiedBy' | 'isDraft'>>,
  ): void
  addAudience(id: string, name: string, members: readonly string[]): void
  /** Lets a person into an audience, or out of it. */
  moveIn(audience: string, person: string, action: 'entered' | 'left'): void
  /** Fetches the product feed. */
  pull(url: string, csvSeparator?: string): Promise<FeedChanges>
  /** Where triggers go; undefined: nowhere. */
  sendTriggersTo(url: string | undefined): void
  /** Looks for triggers and sends each once; `delayMs`: how long a basket must have been left. Default an hour. */
  fireTriggers(options?: {
    readonly delayMs?: number
    readonly changes?: FeedChanges
    readonly doubled?: boolean
  }): Promise<readonly Trigger[]>
  /** Does what takes days, as far as its time has come. */
  settle(): void
}

const hourMs = 3_600_000
/** A trigger that is not taken is told again so often. */
const attempts = 3

export function adminOf(
  account: Account,
  unknowns: RaptorUnknowns,
  triggerKey: string,
): RaptorAdmin {
  let address: string | undefined
  const fired = new Set<string>()
  let lastChange = 0

  const send = async (trigger: Trigger) => {
    if (address === undefined) return
    for (let attempt = 0; attempt < attempts; attempt += 1) {
      const response = await fetch(address, {
        method: 'POST',
        headers: { 'content-type': 'application/json', [unknowns.triggerKeyHeader]: triggerKey },
        body: JSON.stringify(triggerBody(account, unknowns, trigger)),
      })
      if (response.ok) return
    }
  }

  return {
    addStream(id, { kind, identifiedBy, isDraft = false }) {
      const byKind = { Person: 'Email', Catalog: 'ProductId', Interaction: '' }
      const identity = identifiedBy ?? byKind[kind]
      account.streams.set(id, { id, kind, identifiedBy: identity, isDraft, rows: [] })
    },
    addAudience(id, name, members) {
      account.audiences.push({ id, name, members: new Set(members) })
    },
    moveIn(audience, person, action) {
      const members = account.audiences.find(({ id }) => id === audience)?.members
      if (action === 'entered') members?.add(person)
      else members?.delete(person)
      lastChange += 1
      account.audienceChanges.push({ sequence: lastChange, audience, person, action })
    },
    pull: (url, csvSeparator) => pullFeed(account, unknowns.columns, url, csvSeparator),
    sendTriggersTo(url) {
      address = url
    },
    async fireTriggers({ delayMs = hourMs, changes, doubled = false } = {}) {
      const due = triggersOf(account, unknowns, delayMs, changes).filter((trigger) => {
        const state = JSON.stringify(trigger)
        const isNew = !fired.has(state)
        fired.add(state)
        return isNew
      })
      for (const trigger of doubled ? due.flatMap((one) => [one, one]) : due) await send(trigger)
      return due
    },
    settle() {
      finishDeletions(account)
    },
  }
}
