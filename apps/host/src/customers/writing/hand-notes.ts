import type { JsonObject } from '@cartograph/core'
import * as z from 'zod'

const field = 'byHand'

/** What a record that is written by hand keeps of itself, in `extra`. */
export interface HandNotes {
  /** When each property was set: an old name does not become the newest because a tag was added. */
  readonly setAt: Readonly<Record<string, string>>
  readonly untagged: readonly string[]
}

const shape = z.object({
  extra: z.object({
    [field]: z.object({
      setAt: z.record(z.string(), z.iso.datetime()).catch({}),
      untagged: z.array(z.string()).catch([]),
    }),
  }),
})

export function handNotes(row: JsonObject): HandNotes {
  const read = shape.safeParse(row)
  return read.success ? (read.data.extra[field] ?? none) : none
}

const none: HandNotes = { setAt: {}, untagged: [] }

/** The row with other notes. */
export function withHandNotes(row: JsonObject, notes: HandNotes): JsonObject {
  const extra = row['extra'] as JsonObject | undefined
  return {
    ...row,
    extra: { ...extra, [field]: { setAt: notes.setAt, untagged: notes.untagged } },
  }
}
