/** A token of the API. What is allowed is JSON lists of names; nothing of its secret is kept but a hash. */
export interface ApiTokenTable {
  org: string
  id: string
  /** Of the secret; empty: it has none yet. */
  hash: string
  name: string
  kind: 'server' | 'browser'
  permissions: string
  nodes: string
  origins: string
  /** Where it stands what it may do: here, or in the configuration; `file`: its secret comes from there too. */
  source: 'issued' | 'declared' | 'file'
  created_at: number
  last_used_at: number | null
  expires_at: number | null
  revoked_at: number | null
}

/** A secret that was replaced, and is good until an instant. */
export interface FormerSecretTable {
  org: string
  token: string
  hash: string
  until: number
}

/** What was done by whom; see `access/audit.ts`. Empty text: none. */
export interface AuditTable {
  org: string
  id: string
  at: number
  actor_kind: string
  actor_id: string
  actor_name: string
  action: string
  target: string
  node: string
  outcome: string
  /** More than 1 where the same was refused again on one day; `last_at` is then that of the last time. */
  count: number
  last_at: number
}
