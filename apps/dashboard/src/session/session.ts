import type { Me } from '../api/answers.ts'

/** Who looks at the page, and what they may do. */
export type Session =
  | {
      readonly kind: 'nobody'
      /** Whose session ended by itself: what they wrote waits for them, and for nobody else. */
      readonly before?: SomebodysSession
    }
  | SomebodysSession

type SomebodysSession =
  /** Whoever pasted a token of the API. */
  | { readonly kind: 'token'; readonly token: string; readonly permissions: readonly string[] }
  /** Somebody with an account: the browser sends the cookie by itself. */
  | {
      readonly kind: 'person'
      readonly user: NonNullable<Me['user']>
      readonly organisations: Me['organisations']
      readonly organisation: string
      readonly permissions: readonly string[]
    }

const tokenPlace = 'cartograph.token'
const organisationPlace = 'cartograph.organisation'

/** In memory, and until the tab is closed in the browser: never longer. */
let session: Session = { kind: 'nobody' }
const watchers = new Set<() => void>()

export function keptToken(): string | undefined {
  return sessionStorage.getItem(tokenPlace) ?? undefined
}

/** That of this tab; a new one begins with what was chosen last. */
export function keptOrganisation(): string | undefined {
  return (
    sessionStorage.getItem(organisationPlace) ??
    localStorage.getItem(organisationPlace) ??
    undefined
  )
}

export function sessionNow(): Session {
  return session
}

export function watchSession(watcher: () => void): () => void {
  watchers.add(watcher)
  return () => watchers.delete(watcher)
}

export function beginWithToken(token: string, permissions: readonly string[]): void {
  sessionStorage.setItem(tokenPlace, token)
  become({ kind: 'token', token, permissions })
}

export function beginAsPerson({ user, organisations, organisation, permissions }: Me): void {
  if (user === null) return
  // Another tab may choose another one: this one keeps to what it shows.
  if (organisation !== null) sessionStorage.setItem(organisationPlace, organisation)
  become({ kind: 'person', user, organisations, organisation: organisation ?? '', permissions })
}

/** Kept for the next visit; what is looked at now changes when the host has said what may be done there. */
export function keepOrganisation(organisation: string): void {
  sessionStorage.setItem(organisationPlace, organisation)
  localStorage.setItem(organisationPlace, organisation)
}

/** Whoever looks is not in it any more, or somebody else looks. */
export function forgetOrganisation(): void {
  sessionStorage.removeItem(organisationPlace)
  localStorage.removeItem(organisationPlace)
}

/** Whoever looked goes, and nothing is left of what they saw. */
export function endSession(): void {
  sessionStorage.removeItem(tokenPlace)
  become({ kind: 'nobody' })
}

/** The host does not know any more who looks. */
export function loseSession(): void {
  if (session.kind === 'nobody') return
  sessionStorage.removeItem(tokenPlace)
  become({ kind: 'nobody', before: session })
}

/** Whose page it is: who looks, or looked until their session ended by itself. Undefined: nobody's. */
export function whoIn(now: Session): string | undefined {
  const seen = seenBy(now)
  if (seen.kind === 'nobody') return undefined
  return seen.kind === 'person' ? `person ${seen.user.id}` : `token ${seen.token}`
}

/** What pages are made for: while they wait for somebody to come back, nothing of them changes. */
export function seenBy(now: Session): Session {
  return now.kind === 'nobody' ? (now.before ?? now) : now
}

function become(next: Session): void {
  session = next
  for (const watcher of watchers) watcher()
}
