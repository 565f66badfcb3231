import type { Me } from '../api/answers.ts'

/** Who looks at the page. */
export type Session =
  | { readonly kind: 'nobody' }
  /** Whoever pasted a token of the API. */
  | { readonly kind: 'token'; readonly token: string }
  /** Somebody with an account: the browser sends the cookie by itself. */
  | { readonly kind: 'person'; readonly me: Me; readonly organisation: string }

const tokenPlace = 'cartograph.token'
const organisationPlace = 'cartograph.organisation'

/** In memory, and until the tab is closed in the browser: never longer. */
let session: Session = keptToken()
const watchers = new Set<() => void>()

function keptToken(): Session {
  const token = globalThis.sessionStorage?.getItem(tokenPlace)
  return typeof token === 'string' ? { kind: 'token', token } : { kind: 'nobody' }
}

export function sessionNow(): Session {
  return session
}

export function watchSession(watcher: () => void): () => void {
  watchers.add(watcher)
  return () => watchers.delete(watcher)
}

export function beginWithToken(token: string): void {
  sessionStorage.setItem(tokenPlace, token)
  become({ kind: 'token', token })
}

/** The organisation that was looked at last, if it is still one of theirs. */
export function beginAsPerson(me: Me): void {
  const kept = localStorage.getItem(organisationPlace)
  const isTheirs = me.organisations.some(({ id }) => id === kept)
  become({ kind: 'person', me, organisation: kept !== null && isTheirs ? kept : me.organisation })
}

export function chooseOrganisation(organisation: string): void {
  if (session.kind !== 'person') return
  localStorage.setItem(organisationPlace, organisation)
  become({ ...session, organisation })
}

export function endSession(): void {
  sessionStorage.removeItem(tokenPlace)
  become({ kind: 'nobody' })
}

function become(next: Session): void {
  session = next
  for (const watcher of watchers) watcher()
}
