import { ownConnectionId, type Feed } from '../config/index.ts'
import type { SinkPlace } from '../store/index.ts'

/** Where the document of a feed stands among those that are fetched: at the built-in connection, under the feed's id. */
export function feedPlace({ id }: Pick<Feed, 'id'>): SinkPlace {
  return { connection: ownConnectionId(), sink: id }
}

/** The part by which its address is found. */
export function feedPart({ id }: Pick<Feed, 'id'>): string {
  return `sinks.${id}`
}

/** Under which name processes agree on who makes a feed. */
export function feedLease({ id }: Pick<Feed, 'id'>): string {
  return `product feed ${id}`
}
