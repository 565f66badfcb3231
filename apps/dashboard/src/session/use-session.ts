import { useSyncExternalStore } from 'react'
import { seenBy, sessionNow, watchSession, type Session } from './session.ts'

/** Who looks, and which organisation at; with a token it is the token's own. */
export function useSession(): {
  readonly session: Session
  readonly organisation: string | undefined
} {
  const session = seenBy(useSessionNow())
  return {
    session,
    organisation: session.kind === 'person' ? session.organisation : undefined,
  }
}

/** Who is known to the host now: for what stands around the pages. */
export function useSessionNow(): Session {
  return useSyncExternalStore(watchSession, sessionNow)
}
