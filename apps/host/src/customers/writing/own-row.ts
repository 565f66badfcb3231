import type { Json, JsonObject } from '@cartograph/core'
import type { PropertyChange } from './checked-properties.ts'
import { handNotes, withHandNotes } from './hand-notes.ts'

/** A record that is written by hand, as its stream has it: a customer of the model, and how often it changed. */
export type OwnRow = JsonObject & { readonly id: string; readonly revision: number }

export function newOwnRow(id: string, now: string): OwnRow {
  return { id, revision: 0, createdAt: now, updatedAt: now }
}

/** The row after a change, one revision on. */
function changed(row: OwnRow, after: JsonObject, now: string): OwnRow {
  return { ...after, id: row.id, revision: row.revision + 1, updatedAt: now }
}

/** The row with properties set or taken away; each remembers when. */
export function withProperties(
  row: OwnRow,
  changes: readonly PropertyChange[],
  now: string,
): OwnRow {
  const setAt = { ...handNotes(row).setAt }
  let fields: JsonObject = row
  for (const { property, path, value } of changes) {
    fields = withValue(fields, path, value)
    if (value === null) delete setAt[property]
    else setAt[property] = now
  }
  const { untagged } = handNotes(row)
  return changed(row, withHandNotes(fields, { setAt, untagged }), now)
}

/** The row with tags added, and with those that are taken away, whichever record has them. */
export function withTags(
  row: OwnRow,
  { add, remove }: { readonly add: readonly string[]; readonly remove: readonly string[] },
  now: string,
): OwnRow {
  const { setAt, untagged } = handNotes(row)
  const before = Array.isArray(row['tags']) ? (row['tags'] as readonly string[]) : []
  const gone = new Set(remove)
  const tags = [...new Set([...before, ...add])].filter((tag) => !gone.has(tag)).toSorted()
  const added = new Set(add)
  const taken = [...new Set([...untagged, ...remove])].filter(
    (tag) => gone.has(tag) || !added.has(tag),
  )
  const notes = { setAt, untagged: taken.toSorted() }
  return changed(row, withHandNotes({ ...row, tags }, notes), now)
}

/** An object with a value at a path of names, or without one for `null`. */
function withValue(
  object: JsonObject,
  [name = '', ...rest]: readonly string[],
  value: Json,
): JsonObject {
  if (rest.length > 0) {
    const inside = object[name]
    const next =
      typeof inside === 'object' && inside !== null && !Array.isArray(inside) ? inside : {}
    return { ...object, [name]: withValue(next as JsonObject, rest, value) }
  }
  const { [name]: _before, ...others } = object
  return value === null ? others : { ...others, [name]: value }
}
