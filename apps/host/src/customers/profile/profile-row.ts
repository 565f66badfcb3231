import type { Json, JsonObject } from '@cartograph/core'
import { profileConnection } from '../../store/index.ts'
import { customerIdOf } from '../identity/trace.ts'
import type { Consent } from './consents.ts'
import type { Profile } from './profile.ts'

/** A profile as the row of the commerce model that deliveries follow: what counts, without where it is from. */
export function profileRow(
  id: string,
  profile: Profile,
  members: readonly { readonly id: string; readonly connection: string }[],
): JsonObject {
  const { properties, extended, consents, since, updatedAt } = profile
  const own = valuesOf(extended)
  return {
    id,
    connection: profileConnection,
    ...valuesOf(properties),
    ...(consents.length > 0 && { consents: consents.map(consentIn) }),
    ...(Object.keys(own).length > 0 && { extended: own }),
    customerIds: members.flatMap((member) => customerIdOf(member.id) ?? []),
    connections: [...new Set(members.map(({ connection }) => connection))].toSorted(),
    ...instant('createdAt', since),
    ...instant('updatedAt', updatedAt),
  }
}

function valuesOf(chosen: Profile['properties']): Readonly<Record<string, Json>> {
  return Object.fromEntries(Object.entries(chosen).map(([name, { value }]) => [name, value]))
}

function consentIn({ channel, purpose, present }: Consent): JsonObject {
  const { state, at, expiresAt } = present
  return { channel, purpose, state, ...instant('at', at), ...instant('expiresAt', expiresAt) }
}

function instant(name: string, at: number | undefined): JsonObject {
  return at === undefined ? {} : { [name]: new Date(at).toISOString() }
}
