/** How a served sink stands: one row a sink. */
export interface ServedTable {
  org: string
  connection: string
  sink: string
  /** Grows with every change of an item. */
  wanted: number
  /** What `wanted` was when the items of the present version were read. */
  made: number
  /** Settings and package that the present version was made with. */
  made_with: string
  /** The version that is shown. */
  version: string | null
  /** The version that is being made: only whoever began it last can end it. */
  making: string | null
  /** What would vanish, as JSON, while that waits for somebody's word. */
  held: string | null
  accepted: number
  /** Why the last attempt made no version, as JSON. */
  fault: string | null
  fetched_at: number | null
  fetched_by: string | null
}

/** Versions that are or were shown; what is being made has no row yet. */
export interface ServedVersionTable {
  org: string
  connection: string
  sink: string
  id: string
  hash: string
  content_type: string
  items: number
  bytes: number
  gzip_bytes: number
  brotli_bytes: number
  keys_bytes: number
  made_at: number
}

/** A version in pieces, so that neither a transaction nor the memory ever holds all of it. */
export interface ServedChunkTable {
  org: string
  connection: string
  sink: string
  version: string
  form: 'gzip' | 'br' | 'keys'
  part: number
  /** In base64. */
  data: string
}
