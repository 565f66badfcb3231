import type { PageMail } from './page-settings.ts'

/** How people sign in. */
export interface PeopleSettings {
  /** How long a session lasts that is not used. */
  readonly sessionMs: number
  /** How invitations and links for another password are mailed. Default: they are shown to whoever asks for them. */
  readonly mail?: PageMail
  /** Another way to sign in. Default: none. */
  readonly service?: SignInService
}

/** A service that speaks OpenID Connect, and what this host is called there. */
export interface SignInService {
  readonly issuer: string
  readonly clientId: string
  readonly clientSecret: string
  /** As people know it. */
  readonly name: string
}

export const defaultPeople: PeopleSettings = { sessionMs: 7 * 86_400_000 }
