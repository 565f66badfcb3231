import type { CustomerSettings } from '../../config/index.ts'
import {
  changeKeys,
  dropAliases,
  dropMembers,
  repointMembers,
  writeAliases,
  writeMembers,
  type CommerceChange,
  type Dialect,
  type HeldKey,
  type StoredMember,
  type Work,
} from '../../store/index.ts'
import { keysOf } from '../identity/book.ts'
import type { Decision } from '../identity/decision.ts'
import { lookUpKey } from '../identity/identifier.ts'
import { byAge, personIdOf, type Member } from '../identity/member.ts'
import { recluster } from '../identity/recluster.ts'
import { refreshProfiles } from './refresh-profiles.ts'
import { storeBook } from './store-book.ts'
import { identifiersIn } from './stored-identifiers.ts'

/** A member with its identifiers as they are stored. */
export interface Kept {
  readonly member: Member
  readonly identifiers: string
}

export interface MemberChanges {
  readonly members: ReadonlyMap<string, Kept | undefined>
  readonly decisions: ReadonlyMap<string, Decision | undefined>
}

/**
 * Writes changed members or decisions, who is who because of them, and the profiles of whom it concerns.
 *
 * Gives back what of it is for the change log.
 */
export function* applyMembers(
  dialect: Dialect,
  org: string,
  { members, decisions }: MemberChanges,
  settings: CustomerSettings,
  now: number,
): Work<readonly CommerceChange[]> {
  const { identity } = settings
  const book = storeBook(dialect, org, identity)
  const before = yield* book.members([...members.keys()])
  const after = new Map([...members].map(([id, kept]) => [id, kept?.member]))
  const clusters = yield* recluster(book, { members: after, decisions }, identity)
  const known = book.seen
  const personOf = new Map(
    clusters.flatMap(({ person, members: own }) => own.map((id) => [id, person] as const)),
  )

  const gone = [...members].flatMap(([id, kept]) => (kept === undefined ? [id] : []))
  const stored = [...members].flatMap(([id, kept]) =>
    kept === undefined ? [] : [storedMember(id, kept, personOf.get(id) ?? personIdOf(id))],
  )
  const moved = [...personOf].flatMap(([id, person]) =>
    members.has(id) || known.get(id)?.person === person ? [] : [{ id, person }],
  )
  yield* changeKeys(dialect, org, ...keyChanges(members, known, before))
  yield* dropMembers(dialect, org, gone)
  yield* writeMembers(dialect, org, stored)
  yield* repointMembers(dialect, org, moved)
  yield* keepNames(dialect, org, { gone, stored, known })

  const changed = new Set<string>()
  for (const id of members.keys()) {
    const person = known.get(id)?.person
    if (person !== undefined) changed.add(person)
  }
  for (const { person } of stored) changed.add(person)
  for (const { id, person } of moved) {
    changed.add(person)
    const left = known.get(id)?.person
    if (left !== undefined) changed.add(left)
  }
  return yield* refreshProfiles(dialect, org, [...changed], settings, now)
}

function storedMember(id: string, { member, identifiers }: Kept, person: string): StoredMember {
  return {
    id,
    connection: connectionOf(id),
    since: member.since,
    identifiers,
    person,
    own: personIdOf(id),
  }
}

/** `shop` of `customer/shop:17`. */
function connectionOf(member: string): string {
  const native = member.slice(member.indexOf('/') + 1)
  const colon = native.indexOf(':')
  return colon === -1 ? '' : native.slice(0, colon)
}

/** The keys that members got and lost: those of the rules, and those by which each identifier is looked up. */
function keyChanges(
  members: ReadonlyMap<string, Kept | undefined>,
  known: ReadonlyMap<string, StoredMember>,
  before: ReadonlyMap<string, Member>,
): readonly [added: readonly HeldKey[], removed: readonly HeldKey[]] {
  const added: HeldKey[] = []
  const removed: HeldKey[] = []
  for (const [member, kept] of members) {
    const old = allKeys(before.get(member), known.get(member)?.identifiers)
    const now = allKeys(kept?.member, kept?.identifiers)
    for (const key of now) if (!old.has(key)) added.push({ key, member })
    for (const key of old) if (!now.has(key)) removed.push({ key, member })
  }
  return [added, removed]
}

function allKeys(member: Member | undefined, identifiers: string | undefined): ReadonlySet<string> {
  return new Set([...keysOf(member), ...identifiersIn(identifiers ?? '[]').map(lookUpKey)])
}

interface Names {
  readonly gone: readonly string[]
  readonly stored: readonly StoredMember[]
  readonly known: ReadonlyMap<string, StoredMember>
}

/** The name of a person whose oldest record goes leads to the oldest of those that stay. */
function* keepNames(dialect: Dialect, org: string, { gone, stored, known }: Names): Work<void> {
  const back = stored.filter(({ id }) => !known.has(id))
  yield* dropAliases(
    dialect,
    org,
    back.map(({ own }) => own),
  )
  if (gone.length === 0) return
  const isGone = new Set(gone)
  const oldest = new Map<string, StoredMember>()
  for (const member of [...known.values()].toSorted(byAge))
    if (!isGone.has(member.id) && !oldest.has(member.person)) oldest.set(member.person, member)
  yield* writeAliases(
    dialect,
    org,
    gone.flatMap((id) => {
      const left = oldest.get(known.get(id)?.person ?? '')
      return left === undefined ? [] : [{ alias: personIdOf(id), target: left.own }]
    }),
  )
}
