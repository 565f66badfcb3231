import type { Key } from '@cartograph/core'
import { readErasure, type Dialect, type StoredErasure, type Work } from '../../store/index.ts'
import type { Erasure } from './erasure.ts'
import type { Trail } from './trail.ts'

/** The keys of a person's records at each vendor: by connection and stream. */
export type VendorKeys = Readonly<Record<string, Readonly<Record<string, readonly Key[]>>>>

/** What is needed to go on with an erasure; it goes when all is done. */
export interface OpenErasure {
  readonly members: readonly string[]
  readonly trail: Trail
  readonly keys: VendorKeys
}

/** An erasure that was begun before: what came of it, and what is needed to go on. */
export interface BegunErasure {
  readonly stored: StoredErasure
  readonly report: Erasure
  readonly open: OpenErasure | undefined
}

export function* begunErasure(
  dialect: Dialect,
  org: string,
  person: string,
): Work<BegunErasure | undefined> {
  const stored = yield* readErasure(dialect, org, person)
  if (stored === undefined) return undefined
  const { report, unfinished } = stored
  return {
    stored,
    report: JSON.parse(report) as Erasure,
    open: unfinished === undefined ? undefined : (JSON.parse(unfinished) as OpenErasure),
  }
}

/** What is known now, and what was known when it was begun. */
export function joinedWith(now: OpenErasure, before: OpenErasure | undefined): OpenErasure {
  if (before === undefined) return now
  return {
    members: either(now.members, before.members),
    trail: {
      texts: either(now.trail.texts, before.trail.texts),
      emails: either(now.trail.emails, before.trail.emails),
      phones: either(now.trail.phones, before.trail.phones),
    },
    keys: joinedKeys(now.keys, before.keys),
  }
}

function either(one: readonly string[], other: readonly string[]): readonly string[] {
  return [...new Set([...one, ...other])].toSorted()
}

function joinedKeys(now: VendorKeys, before: VendorKeys): VendorKeys {
  const connections = new Set([...Object.keys(before), ...Object.keys(now)])
  return Object.fromEntries(
    [...connections].map((connection) => {
      const [old, present] = [before[connection] ?? {}, now[connection] ?? {}]
      const streams = new Set([...Object.keys(old), ...Object.keys(present)])
      const keysOf = (stream: string): readonly Key[] => {
        const all = [...(old[stream] ?? []), ...(present[stream] ?? [])]
        return [...new Map(all.map((key) => [JSON.stringify(key), key])).values()]
      }
      return [connection, Object.fromEntries([...streams].map((name) => [name, keysOf(name)]))]
    }),
  )
}
