import { isJsonObject, textOr, type Json, type JsonObject } from '../json.ts'
import type { Document } from '../store/store.ts'

/** A record's own fields beside those that all have. */
export function metaOf({ id, fields }: Document): readonly JsonObject[] {
  const { meta_data: meta } = fields
  if (!Array.isArray(meta)) return []
  return meta
    .filter((entry: Json) => isJsonObject(entry))
    .map(({ key, value }: JsonObject, position: number) => ({
      id: id * 100 + position,
      key: textOr(key, ''),
      value: value ?? '',
    }))
}
