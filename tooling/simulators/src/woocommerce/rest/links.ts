import type { JsonObject } from '../json.ts'

/** Adds `_links` as WordPress does; what may be done with a record stands in `targetHints`. */
export function withLinks(
  row: JsonObject,
  links: {
    readonly self: string
    readonly collection: string
    readonly allow?: readonly string[]
    readonly more?: JsonObject
  },
): JsonObject {
  const { self, collection, allow, more } = links
  return {
    ...row,
    _links: {
      self: [{ href: self, ...(allow !== undefined && { targetHints: { allow } }) }],
      collection: [{ href: collection }],
      ...more,
    },
  }
}
