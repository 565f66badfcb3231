import { emailOf } from '@cartograph/core'
import { keyHolders, membersById, type StoredMember } from '../../store/index.ts'
import { lookUpKey } from '../identity/identifier.ts'
import { byAge } from '../identity/member.ts'
import { connectionsOf } from '../nodes/node.ts'
import { contributionsOf } from '../persons/refresh-profiles.ts'
import { profileOf, type Profile } from '../profile/profile.ts'
import { withoutUntagged } from '../profile/untagged.ts'
import type { WritingScene } from '../writing/writing-scene.ts'

/**
 * What the records with an address say, of the person whose they are.
 *
 * Whoever reads mails of the address is shown it. Records that were joined with these by anything else, such as a number that
 * somebody wrote on a form, may be of somebody else and say nothing here.
 */
export async function knownByAddress(
  { store, settings }: Pick<WritingScene, 'store' | 'settings'>,
  address: string,
  node: string | undefined,
): Promise<{ readonly person: string; readonly profile: Profile } | undefined> {
  const email = emailOf(address)
  if (email === undefined) return undefined
  const key = lookUpKey({ namespace: 'email', value: email })
  const seen = node === undefined ? undefined : new Set(connectionsOf(settings.nodes, node))
  return store.read(function* (dialect, org) {
    const most = settings.identity.recordsPerIdentifier
    const holders = yield* keyHolders(dialect, org, [key], most)
    const all = yield* membersById(
      dialect,
      org,
      holders.map(({ member }) => member),
    )
    const members = all
      .filter(({ connection }: StoredMember) => seen === undefined || seen.has(connection))
      .toSorted(byAge)
    const [oldest] = members
    if (oldest === undefined) return undefined
    const said = yield* contributionsOf(dialect, org, members, settings)
    const contributions = members.flatMap(({ id }) => said.get(id) ?? [])
    return {
      person: oldest.person,
      profile: profileOf(withoutUntagged(contributions), settings.properties),
    }
  })
}
