import type { Work } from '../../store/index.ts'
import { pairText, type Decision } from './decision.ts'
import type { Member } from './member.ts'

/** Where members, their keys and decisions are looked up: a store, or memory. */
export interface IdentityBook {
  /** Those of the ids that are members. */
  members(ids: readonly string[]): Work<ReadonlyMap<string, Member>>
  /** The members that have each key; a key that more than `most` have is left out. */
  holders(keys: readonly string[], most: number): Work<ReadonlyMap<string, readonly string[]>>
  /** The decisions that name one of the members. */
  decisions(ids: readonly string[]): Work<readonly Decision[]>
}

/** What is different from what a book says. */
export interface BookChange {
  /** `undefined`: no member any more. */
  readonly members: ReadonlyMap<string, Member | undefined>
  /** `undefined`: taken back. By `pairText`. */
  readonly decisions: ReadonlyMap<string, Decision | undefined>
}

/** A book that asks each thing once. */
export function rememberingBook(book: IdentityBook, most: number): IdentityBook {
  const members = new Map<string, Member | undefined>()
  const holders = new Map<string, readonly string[] | undefined>()
  const decisions = new Map<string, readonly Decision[]>()
  return {
    *members(ids) {
      const asked = [...new Set(ids.filter((id) => !members.has(id)))]
      if (asked.length > 0) {
        const found = yield* book.members(asked)
        for (const id of asked) members.set(id, found.get(id))
      }
      return present(ids, members)
    },
    *holders(keys) {
      const asked = [...new Set(keys.filter((key) => !holders.has(key)))]
      if (asked.length > 0) {
        const found = yield* book.holders(asked, most)
        for (const key of asked) holders.set(key, found.get(key))
      }
      return present(keys, holders)
    },
    *decisions(ids) {
      const asked = [...new Set(ids.filter((id) => !decisions.has(id)))]
      if (asked.length > 0) {
        const found = yield* book.decisions(asked)
        for (const id of asked)
          decisions.set(
            id,
            found.filter(({ left, right }) => left === id || right === id),
          )
      }
      return distinct(ids.flatMap((id) => decisions.get(id) ?? []))
    },
  }
}

/** The book as it is after a change. What it is asked for must not be more than what `book` remembers to ask for. */
export function changedBook(book: IdentityBook, change: BookChange): IdentityBook {
  const taken = new Map<string, string[]>()
  for (const [id, member] of change.members)
    for (const key of keysOf(member)) taken.set(key, [...(taken.get(key) ?? []), id])
  return {
    *members(ids) {
      const before = yield* book.members(ids)
      return present(ids, new Map([...before, ...change.members]))
    },
    *holders(keys, most) {
      const before = yield* book.holders(keys, most)
      return new Map(
        [...before].map(([key, ids]) => [
          key,
          [...ids.filter((id) => !change.members.has(id)), ...(taken.get(key) ?? [])],
        ]),
      )
    },
    *decisions(ids) {
      const wanted = new Set(ids)
      const before = yield* book.decisions(ids)
      const kept = before.filter((each) => !change.decisions.has(pairText(each)))
      const made = [...change.decisions.values()].flatMap((each) =>
        each !== undefined && (wanted.has(each.left) || wanted.has(each.right)) ? [each] : [],
      )
      return [...kept, ...made]
    },
  }
}

/** All keys of a member, whatever the rule. */
export function keysOf(member: Member | undefined): readonly string[] {
  return [...new Set(member?.keys.flat())]
}

function distinct(decisions: readonly Decision[]): readonly Decision[] {
  return [...new Map(decisions.map((each) => [pairText(each), each])).values()]
}

function present<Value>(
  names: readonly string[],
  values: ReadonlyMap<string, Value | undefined>,
): ReadonlyMap<string, Value> {
  const found = new Map<string, Value>()
  for (const name of names) {
    const value = values.get(name)
    if (value !== undefined) found.set(name, value)
  }
  return found
}
