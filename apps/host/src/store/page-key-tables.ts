/** A key that signs and hides what stands in links to hosted pages. */
export interface PageKeyTable {
  org: string
  id: string
  /** 256 random bits, in base64url; sealed where there was a key. */
  secret: string
  made_at: number
  /** From then on nothing that it signed is good; empty as long as it is. */
  revoked_at: number | null
}
