import { join } from 'node:path'
import Sqlite from 'better-sqlite3'

/** What a store knows of the events that it was told of. */
export interface KnownEvents {
  /** In the inbox, still to be worked on. */
  readonly waiting: ReadonlySet<string>
  /** Written with what they say. */
  readonly written: ReadonlySet<string>
}

export function knownEvents(folder: string): KnownEvents {
  const database = new Sqlite(join(folder, 'cartograph.db'), { readonly: true })
  try {
    const texts = (sql: string) => database.prepare(sql).pluck().all().map(String)
    const bodies = texts(`select body from inbox where status = 'open'`)
    return {
      waiting: new Set(bodies.map(eventIn)),
      // Each is known by its id for the key that it speaks of.
      written: new Set(texts('select id from entry_seen').map((id) => id.split(' ')[0] ?? id)),
    }
  } finally {
    database.close()
  }
}

function eventIn(body: string): string {
  const { id } = JSON.parse(Buffer.from(body, 'base64').toString('utf8')) as { readonly id: string }
  return id
}

/** Events that somebody was told are kept, and that nobody knows. */
export function lostEvents(
  taken: Iterable<string>,
  { waiting, written }: KnownEvents,
): readonly string[] {
  return [...taken]
    .filter((id) => !waiting.has(id) && !written.has(id))
    .map((id) => `lost: the webhook of ${id} was answered, and nobody knows it`)
}
