import type { IdentitySettings } from '../../config/index.ts'
import {
  decisionsAbout,
  hasDecisions,
  keyHolders,
  keysOfMany,
  membersById,
  type Dialect,
  type StoredMember,
} from '../../store/index.ts'
import type { IdentityBook } from '../identity/book.ts'
import { memberOf, type Member } from '../identity/member.ts'
import { identifiersIn } from './stored-identifiers.ts'

/** What the store knows of members, within one transaction. */
export interface StoreBook extends IdentityBook {
  /** Every member that was looked at, as the store has it. */
  readonly seen: ReadonlyMap<string, StoredMember>
}

export function storeBook(dialect: Dialect, org: string, settings: IdentitySettings): StoreBook {
  const seen = new Map<string, StoredMember>()
  let isDecided: boolean | undefined
  return {
    seen,
    *members(ids) {
      const stored = yield* membersById(dialect, org, ids)
      for (const member of stored) seen.set(member.id, member)
      return new Map(stored.map((member) => [member.id, memberIn(member, settings)]))
    },
    *holders(keys, most) {
      const holders = new Map<string, string[]>()
      for (const { key, member } of yield* keyHolders(dialect, org, keys, most)) {
        const own = holders.get(key)
        if (own === undefined) holders.set(key, [member])
        else own.push(member)
      }
      // Keys that nobody has yet are held by nobody, not by too many.
      const others = keys.filter((key) => !holders.has(key))
      const many = new Set(yield* keysOfMany(dialect, org, others, most))
      for (const key of keys) if (!holders.has(key) && !many.has(key)) holders.set(key, [])
      return holders
    },
    *decisions(ids) {
      // Most organisations have none, and then nobody is asked for each page.
      isDecided ??= yield* hasDecisions(dialect, org)
      return isDecided ? yield* decisionsAbout(dialect, org, ids) : []
    },
  }
}

export function memberIn(stored: StoredMember, settings: IdentitySettings): Member {
  return memberOf(stored.id, stored.since, identifiersIn(stored.identifiers), settings)
}
