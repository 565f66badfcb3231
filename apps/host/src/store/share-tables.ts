/** A link by which somebody without an account looks at a dashboard or a portal. */
export interface ShareTable {
  org: string
  id: string
  /** SHA-256 of the token in the link; the token itself is kept nowhere. */
  hash: string
  /** What is shown: an entry of this section of the configuration, or a template. */
  section: 'dashboards' | 'portals'
  target: string
  /** JSON: what figures are held to. Of a portal `{}`, since it says so itself. */
  settings: string
  /** JSON: what whoever looks may choose. */
  choices: string
  /** JSON: the origins of pages that may frame it. */
  origins: string
  /** What is kept of a password; empty: none is asked for. */
  password: string | null
  /** From then on it is as if it had never been; empty: it does not end by itself. */
  expires_at: number | null
  made_at: number
  made_by: string
  opened_at: number | null
  opens: number
}

/** The picture at the head of a portal. */
export interface PortalLogoTable {
  org: string
  portal: string
  /** As its first bytes say. */
  type: string
  /** In base64. */
  data: string
  made_at: number
}
