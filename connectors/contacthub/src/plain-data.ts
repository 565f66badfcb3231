import { canonicalise, type Json } from '@cartograph/core'

export type Tree = { readonly [name: string]: unknown }

export function isRecord(value: unknown): value is Tree {
  return typeof value === 'object' && value !== null && !Array.isArray(value)
}

/** Data without what is missing or `null`, and without objects in which nothing is left. */
export function filled(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(filled).filter((each) => (each ?? null) !== null)
  if (!isRecord(value)) return value ?? undefined
  const entries = Object.entries(value).flatMap(([name, each]) => {
    const kept = filled(each)
    return kept === undefined ? [] : [[name, kept] as const]
  })
  return entries.length === 0 ? undefined : Object.fromEntries(entries)
}

/** What has to be written so that `current` becomes as `wanted` says; what `wanted` does not name stays. */
export function changeTo(current: unknown, wanted: Tree): Tree {
  const entries = Object.entries(wanted).flatMap(([name, value]) => {
    const present = isRecord(current) ? current[name] : undefined
    if (isRecord(value)) {
      const change = changeTo(present, value)
      return Object.keys(change).length === 0 ? [] : [[name, change] as const]
    }
    return sameData(present, value) ? [] : [[name, value] as const]
  })
  return Object.fromEntries(entries)
}

/** Two changes as one; they never name the same place. */
export function together(one: Tree, other: Tree): Tree {
  const made: Record<string, unknown> = { ...one }
  for (const [name, value] of Object.entries(other)) {
    const before = made[name]
    made[name] = isRecord(before) && isRecord(value) ? together(before, value) : value
  }
  return made
}

export function sameData(one: unknown, other: unknown): boolean {
  return canonicalise((one ?? null) as Json) === canonicalise((other ?? null) as Json)
}
