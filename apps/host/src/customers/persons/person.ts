import {
  listPersons,
  membersOfPersons,
  personsById,
  presentPerson,
  unknownInstant,
  type Dialect,
  type KnownPerson,
  type StoredMember,
  type Work,
} from '../../store/index.ts'
import { byAge } from '../identity/member.ts'
import type { Profile } from '../profile/profile.ts'

/** A person as the store has them. */
export interface Person {
  readonly id: string
  /** The oldest first. */
  readonly members: readonly string[]
  /** Epoch milliseconds of the oldest record; undefined where no record says. */
  readonly since: number | undefined
  readonly profile: Profile
}

/** The person that a name, present or former, leads to. */
export function* personNamed(
  dialect: Dialect,
  org: string,
  name: string,
): Work<Person | undefined> {
  const present = yield* presentPerson(dialect, org, name)
  if (present === undefined) return undefined
  const [person] = yield* personsOf(dialect, org, [present])
  return person
}

/** Persons after a name, in the order of their names. */
export function* personsAfter(
  dialect: Dialect,
  org: string,
  after: string,
  limit: number,
): Work<readonly Person[]> {
  return yield* personsOf(dialect, org, yield* listPersons(dialect, org, after, limit))
}

/** Persons by their present names, in the order in which they were asked for. */
export function* personsOf(
  dialect: Dialect,
  org: string,
  ids: readonly string[],
): Work<readonly Person[]> {
  const known = yield* personsById(dialect, org, ids)
  const members = new Map<string, StoredMember[]>()
  for (const member of yield* membersOfPersons(dialect, org, ids)) {
    const own = members.get(member.person)
    if (own === undefined) members.set(member.person, [member])
    else own.push(member)
  }
  return ids.flatMap((id) => {
    const person = known.get(id)
    return person === undefined || person.deletedAt !== undefined
      ? []
      : [personIn(person, members.get(id) ?? [])]
  })
}

function personIn({ id, data, since }: KnownPerson, members: readonly StoredMember[]): Person {
  return {
    id,
    members: members.toSorted(byAge).map((member) => member.id),
    since: since === unknownInstant ? undefined : since,
    profile: JSON.parse(data) as Profile,
  }
}
