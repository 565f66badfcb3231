import type { JsonObject } from '@cartograph/core'
import { defaultCustomers, type CustomerSettings } from '../../config/index.ts'
import {
  membersOfPersons,
  personsById,
  type Dialect,
  type StoredMember,
  type Work,
} from '../../store/index.ts'
import { byAge } from '../identity/member.ts'
import { connectionsOf } from '../nodes/node.ts'
import { profileAt } from '../nodes/node-profile.ts'
import { contributionsOf } from '../persons/refresh-profiles.ts'
import type { Consent } from '../profile/consents.ts'
import type { Contribution } from '../profile/contribution.ts'
import { profileOf, type Profile } from '../profile/profile.ts'
import { withoutUntagged } from '../profile/untagged.ts'

/** A person as whoever asks may see them. */
export interface SeenPerson {
  readonly id: string
  /** The records that may be seen, the oldest first. */
  readonly members: readonly string[]
  readonly profile: Profile
}

/**
 * Persons as some nodes see them, in the order in which they were asked for; without nodes, as the whole organisation does.
 *
 * Of whom the nodes have no record is left out, and so is everything that other connections know of the others.
 */
export function* seenPersons(
  dialect: Dialect,
  org: string,
  ids: readonly string[],
  nodes: readonly string[],
  settings: CustomerSettings = defaultCustomers,
): Work<readonly SeenPerson[]> {
  const members = yield* membersOfPersons(dialect, org, ids)
  if (nodes.length === 0) return yield* wholePersons(dialect, org, ids, members)
  const connections = new Set(nodes.flatMap((node) => connectionsOf(settings.nodes, node)))
  const seen = members.filter(({ connection }) => connections.has(connection))
  const contributions = yield* contributionsOf(dialect, org, seen, settings)
  const byPerson = membersByPerson(seen)
  return ids.flatMap((id) => {
    const own = byPerson.get(id) ?? []
    const said = withoutUntagged(own.flatMap((member) => contributions.get(member.id) ?? []))
    const profile = said.length === 0 ? undefined : profileFor(said, nodes, settings)
    return profile === undefined ? [] : [{ id, members: own.map((member) => member.id), profile }]
  })
}

/** One node decides by its tree; who may see several sees them side by side. */
function profileFor(
  contributions: readonly Contribution[],
  nodes: readonly string[],
  { nodes: all, properties }: CustomerSettings,
): Profile | undefined {
  const [node, ...others] = nodes
  return node !== undefined && others.length === 0
    ? profileAt(all, node, contributions, properties)
    : profileOf(contributions, properties)
}

function* wholePersons(
  dialect: Dialect,
  org: string,
  ids: readonly string[],
  members: readonly StoredMember[],
): Work<readonly SeenPerson[]> {
  const known = yield* personsById(dialect, org, ids)
  const byPerson = membersByPerson(members)
  return ids.flatMap((id) => {
    const person = known.get(id)
    if (person === undefined || person.deletedAt !== undefined) return []
    const own = (byPerson.get(id) ?? []).map((member) => member.id)
    return [{ id, members: own, profile: JSON.parse(person.data) as Profile }]
  })
}

function membersByPerson(
  members: readonly StoredMember[],
): ReadonlyMap<string, readonly StoredMember[]> {
  const found = new Map<string, StoredMember[]>()
  for (const member of members.toSorted(byAge)) {
    const own = found.get(member.person)
    if (own === undefined) found.set(member.person, [member])
    else own.push(member)
  }
  return found
}

/** A person as a row: each property by its name, and what counts of their consents. */
export function personRow({ id, members, profile }: SeenPerson): JsonObject {
  const { properties, extended, consents, since } = profile
  return {
    id,
    ...Object.fromEntries(
      Object.entries({ ...extended, ...properties }).map(([name, { value }]) => [name, value]),
    ),
    ...(since !== undefined && { createdAt: new Date(since).toISOString() }),
    consents: consents.map(consentRow),
    records: members,
  }
}

function consentRow({ channel, purpose, present }: Consent): JsonObject {
  const { state, at, expiresAt } = present
  return {
    channel,
    purpose,
    state,
    ...(at !== undefined && { at: new Date(at).toISOString() }),
    ...(expiresAt !== undefined && { expiresAt: new Date(expiresAt).toISOString() }),
  }
}
