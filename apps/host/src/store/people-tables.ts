/** What belongs to the whole installation stands below this name, which no organisation can have. */
export const installation = ''

/** Somebody who signs in. `org` of this table and of those that follow is that of the installation: one person may be in several. */
export interface HostUserTable {
  org: string
  id: string
  name: string
  /** In small letters. */
  email: string
  email_verified: number
  image: string | null
  /** 1: whoever signs in is asked for a code as well. */
  two_factor_enabled: number
  created_at: number
  updated_at: number
}

/** A browser in which somebody is signed in. */
export interface HostSessionTable {
  org: string
  id: string
  /** A hash: what the cookie holds is nowhere. */
  token: string
  user_id: string
  expires_at: number
  created_at: number
  updated_at: number
  ip_address: string | null
  user_agent: string | null
}

/** How somebody signs in: with a password, of which a hash is kept, or by another service. */
export interface HostLoginTable {
  org: string
  id: string
  account_id: string
  provider_id: string
  user_id: string
  access_token: string | null
  refresh_token: string | null
  id_token: string | null
  access_token_expires_at: number | null
  refresh_token_expires_at: number | null
  scope: string | null
  password: string | null
  created_at: number
  updated_at: number
}

/** What is good once and for a while: a link for another password, a sign-in that waits for its second step. */
export interface HostCodeTable {
  org: string
  id: string
  /** A hash. */
  identifier: string
  value: string
  expires_at: number
  created_at: number
  updated_at: number
}

/** The second step of somebody's sign-in. Both secrets are encrypted. */
export interface HostFactorTable {
  org: string
  id: string
  secret: string
  backup_codes: string
  user_id: string
  /** 0: it was begun, and no code was shown yet. */
  verified: number
  failed_verification_count: number
  locked_until: number | null
}

/** What cookies are signed with and second steps encrypted. */
export interface HostKeyTable {
  org: string
  id: string
  secret: string
  made_at: number
}

/** A code with which the first user can be made. */
export interface SetupCodeTable {
  org: string
  hash: string
  expires_at: number
  tries_left: number
}

/** Who is in an organisation, and as what. */
export interface MembershipTable {
  org: string
  user_id: string
  role: string
  joined_at: number
}

/** Somebody who may become a member with a link. */
export interface InvitationTable {
  org: string
  id: string
  /** In small letters. */
  email: string
  role: string
  /** Of what the link holds. */
  hash: string
  created_at: number
  expires_at: number
  accepted_at: number | null
  revoked_at: number | null
}
