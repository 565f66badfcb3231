import type { CustomerSettings } from '../../config/index.ts'
import type { JsonObject } from '@cartograph/core'
import {
  contentHash,
  dropTraces,
  firstMention,
  mentionsOf,
  tracesOf,
  unknownInstant,
  writeMentions,
  writeTraces,
  type Dialect,
  type Mention,
  type StoredTrace,
  type Work,
} from '../../store/index.ts'
import { recordOf, traceOf, type CountriesOf } from '../identity/trace.ts'
import { identifiersText } from './stored-identifiers.ts'

/** A commerce row as it is now; `row` is undefined where it is gone. */
export interface PresentRow {
  readonly entity: string
  readonly id: string
  readonly row: JsonObject | undefined
}

/**
 * Writes what changed rows say about who they are of, and gives back the members that they are or speak of, or did before.
 */
export function* moveTraces(
  dialect: Dialect,
  org: string,
  rows: readonly PresentRow[],
  settings: CustomerSettings,
  countriesOf: CountriesOf,
): Work<ReadonlySet<string>> {
  const before = new Map<string, StoredTrace>()
  for (const [entity, ids] of idsByEntity(rows))
    for (const trace of yield* tracesOf(dialect, org, entity, ids)) before.set(nameOf(trace), trace)
  const after = new Map<string, StoredTrace>()
  for (const { entity, id, row } of rows) {
    const trace = row && storedTrace(entity, id, row, settings, countriesOf)
    if (trace !== undefined) after.set(nameOf(trace), trace)
  }
  const gone = [...before.values()].filter((trace) => !after.has(nameOf(trace)))
  const written = [...after.values()].filter((trace) => differs(trace, before.get(nameOf(trace))))
  yield* dropTraces(dialect, org, gone)
  yield* writeTraces(dialect, org, written)
  yield* moveMentions(dialect, org, {
    lost: [...gone, ...written.flatMap((trace) => before.get(nameOf(trace)) ?? [])],
    gained: written,
  })
  const all = [...before.values(), ...after.values()]
  return new Set(all.map(({ member }) => member))
}

function storedTrace(
  entity: string,
  id: string,
  row: JsonObject,
  settings: CustomerSettings,
  countriesOf: CountriesOf,
): StoredTrace | undefined {
  const trace = traceOf(entity, id, row, settings.identity, countriesOf)
  return (
    trace && {
      entity,
      id,
      member: trace.member,
      identifiers: identifiersText(trace.identifiers),
      at: trace.at ?? unknownInstant,
    }
  )
}

interface MovedMentions {
  readonly lost: readonly StoredTrace[]
  readonly gained: readonly StoredTrace[]
}

/** Counts the rows that say the same of a member, so that a hundred thousand of them are one thing that is said. */
function* moveMentions(dialect: Dialect, org: string, { lost, gained }: MovedMentions): Work<void> {
  const [less, more] = [lost.filter(isMention), gained.filter(isMention)]
  const members = [...new Set([...less, ...more].map(({ member }) => member))]
  const mentions = new Map<string, Mention>()
  for (const mention of yield* mentionsOf(dialect, org, members))
    mentions.set(mentionName(mention), mention)
  const touched = new Set<string>()
  const doubtful = new Map<string, Mention>()
  for (const trace of less) {
    const name = mentionName(trace)
    const mention = mentions.get(name)
    if (mention === undefined) continue
    mentions.set(name, { ...mention, rows: mention.rows - 1 })
    touched.add(name)
    if (trace.at === mention.since) doubtful.set(name, mention)
  }
  for (const trace of more) {
    const { member, identifiers, at } = trace
    const name = mentionName(trace)
    const known = mentions.get(name)
    const { rows, since } = known ?? { rows: 0, since: unknownInstant }
    const hash = contentHash(identifiers)
    mentions.set(name, { member, hash, identifiers, rows: rows + 1, since: Math.min(since, at) })
    touched.add(name)
  }
  // Where the first row went, the next one is the first.
  for (const name of doubtful.keys()) {
    const mention = mentions.get(name)
    if (mention === undefined || mention.rows <= 0) continue
    const since = yield* firstMention(dialect, org, mention.member, mention.identifiers)
    mentions.set(name, { ...mention, since })
  }
  yield* writeMentions(
    dialect,
    org,
    [...touched].flatMap((name) => mentions.get(name) ?? []),
  )
}

/** Does the row only speak of the member, rather than being its record? */
function isMention({ entity, id, member }: StoredTrace): boolean {
  return entity !== 'customer' || member !== recordOf(id)
}

function mentionName({ member, identifiers }: Pick<Mention, 'member' | 'identifiers'>): string {
  return JSON.stringify([member, identifiers])
}

function nameOf({ entity, id }: Pick<StoredTrace, 'entity' | 'id'>): string {
  return `${entity}/${id}`
}

function differs(trace: StoredTrace, before: StoredTrace | undefined): boolean {
  return (
    before?.member !== trace.member ||
    before.identifiers !== trace.identifiers ||
    before.at !== trace.at
  )
}

export function idsByEntity(
  rows: readonly { readonly entity: string; readonly id: string }[],
): ReadonlyMap<string, readonly string[]> {
  const found = new Map<string, string[]>()
  for (const { entity, id } of rows) {
    const ids = found.get(entity)
    if (ids === undefined) found.set(entity, [id])
    else ids.push(id)
  }
  return found
}
