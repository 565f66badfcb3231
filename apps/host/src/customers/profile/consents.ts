import { compareConsents, consentStanding, type Json, type JsonObject } from '@cartograph/core'

/** One thing that a person said about being contacted, or that somebody recorded for them. */
export interface Statement {
  readonly channel: string
  readonly purpose: string
  readonly state: 'granted' | 'denied' | 'withdrawn'
  /** Epoch milliseconds; undefined where nobody knows when it was said. */
  readonly at: number | undefined
  readonly expiresAt?: number
  readonly member: string
  readonly connection: string
  /** Where it was said: a form, a till, an import. */
  readonly source?: string
  /** The words that were agreed to. */
  readonly wording?: string
}

/** What counts for a channel and purpose, and everything that was said before. */
export interface Consent {
  readonly channel: string
  readonly purpose: string
  readonly present: Statement
  /** What counts most first, which is the newest where that is known; the present one is the first. */
  readonly history: readonly Statement[]
}

/** What nobody said a purpose of is for marketing. */
const commonPurpose = 'marketing'
/** Older statements are in the rows that they came by. */
const mostHistory = 100

/**
 * What counts of all that a person said, over all connections: for each channel and purpose the newest statement.
 *
 * Where it is not known which one that is, an opt-out counts: the rule is `consentStanding` of the core, as for deliveries.
 */
export function consentsOf(statements: readonly Statement[]): readonly Consent[] {
  const byTopic = new Map<string, Statement[]>()
  for (const statement of statements) {
    const topic = JSON.stringify([statement.channel, statement.purpose])
    byTopic.set(topic, [...(byTopic.get(topic) ?? []), statement])
  }
  return [...byTopic.keys()].toSorted().flatMap((topic) => {
    const history = (byTopic.get(topic) ?? []).toSorted(newestFirst)
    const [present] = history
    if (present === undefined) return []
    const { channel, purpose } = present
    return [{ channel, purpose, present, history: history.slice(0, mostHistory) }]
  })
}

/** Whether a person may be contacted so at an instant: they said yes, and it has not lapsed. */
export function isGranted(consent: Consent | undefined, now: number): boolean {
  return consent !== undefined && consentStanding([consent.present], now) === 'granted'
}

function newestFirst(one: Statement, other: Statement): number {
  // What counts the same still has one order, so that a profile is the same whoever made it.
  return compareConsents(one, other) || (JSON.stringify(one) < JSON.stringify(other) ? -1 : 1)
}

interface Speaker {
  readonly member: string
  readonly connection: string
}

/** The statements in a customer's row, or the one that a row of consents is. */
export function statementsIn(row: JsonObject, speaker: Speaker): readonly Statement[] {
  const own = statementOf(row, speaker)
  const listed = row['consents']
  const others = Array.isArray(listed)
    ? listed.map((each: Json) => (isObject(each) ? statementOf(each, speaker) : undefined))
    : []
  return [own, ...others].flatMap((each) => each ?? [])
}

function statementOf(row: JsonObject, speaker: Speaker): Statement | undefined {
  const { channel, state } = row
  if (typeof channel !== 'string') return undefined
  if (state !== 'granted' && state !== 'denied' && state !== 'withdrawn') return undefined
  const { purpose, source, wording } = row
  const expiresAt = instantOf(row['expiresAt'])
  return {
    channel,
    purpose: typeof purpose === 'string' && purpose !== '' ? purpose : commonPurpose,
    state,
    at: instantOf(row['at']),
    ...(expiresAt !== undefined && { expiresAt }),
    ...speaker,
    ...(typeof source === 'string' && { source }),
    ...(typeof wording === 'string' && { wording }),
  }
}

function instantOf(value: Json | undefined): number | undefined {
  const instant = typeof value === 'string' ? Date.parse(value) : Number.NaN
  return Number.isFinite(instant) ? instant : undefined
}

function isObject(value: Json): value is JsonObject {
  return typeof value === 'object' && value !== null && !Array.isArray(value)
}
