/** A file of bonus checks that somebody gave to the page. */
export interface BonusImportTable {
  org: string
  id: string
  connection: string
  stream: string
  /** As the file was called. */
  file: string
  bytes: number
  /** SHA-256 of the file: the same one is known again. */
  digest: string
  asked_at: number
  asked_by: string
  state: 'running' | 'done' | 'failed'
  /** While it runs this moves on; where it stands still, whoever ran it is gone. */
  seen_at: number
  /** Rows that were read so far. */
  read: number
  /** As JSON: what came of it, once it has ended. */
  outcome: string | null
}

/** One of the last calls of a surface. */
export interface SurfaceCallTable {
  org: string
  connection: string
  surface: string
  id: string
  at: number
  /** Method and path as the connector names them; never what stands in their places. */
  route: string
  status: number
  duration_ms: number
  /** The token, or how else whoever called was let in. */
  caller: string
}
