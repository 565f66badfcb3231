import type { IdentitySettings } from '../../config/index.ts'
import type { Work } from '../../store/index.ts'
import { keysOf, type IdentityBook } from './book.ts'
import { clustersOf, type Cluster } from './clusters.ts'
import { componentsOf } from './components.ts'
import type { Decision } from './decision.ts'
import type { Member } from './member.ts'

/** A book over members that are all in memory: for trials, and for what a test compares with. */
export function bookInMemory(
  members: Iterable<Member>,
  decisions: readonly Decision[],
): IdentityBook {
  const byId = new Map([...members].map((member) => [member.id, member]))
  const holders = new Map<string, string[]>()
  for (const member of byId.values())
    for (const key of keysOf(member)) {
      const own = holders.get(key)
      if (own === undefined) holders.set(key, [member.id])
      else own.push(member.id)
    }
  return {
    members: (ids) =>
      answered(
        new Map(
          ids.flatMap((id) => {
            const member = byId.get(id)
            return member === undefined ? [] : [[id, member] as const]
          }),
        ),
      ),
    holders: (keys, most) =>
      answered(
        new Map(
          keys.flatMap((key) => {
            const own = holders.get(key) ?? []
            return own.length > most ? [] : [[key, own] as const]
          }),
        ),
      ),
    decisions: (ids) => {
      const wanted = new Set(ids)
      return answered(decisions.filter(({ left, right }) => wanted.has(left) || wanted.has(right)))
    },
  }
}

/** The persons of members that are all in memory. */
export function clustersInMemory(
  members: readonly Member[],
  decisions: readonly Decision[],
  settings: IdentitySettings,
): readonly Cluster[] {
  const book = bookInMemory(members, decisions)
  const components = inMemory(
    componentsOf(
      book,
      members.map(({ id }) => id),
      settings,
    ),
  )
  return components.flatMap((component) => clustersOf(component).clusters)
}

/** Work that is done already. */
function* answered<Result>(result: Result): Work<Result> {
  yield* []
  return result
}

/** The result of work that asks no database. */
export function inMemory<Result>(work: Work<Result>): Result {
  const step = work.next([])
  if (step.done !== true) throw new Error('Work in memory asked a database.')
  return step.value
}
