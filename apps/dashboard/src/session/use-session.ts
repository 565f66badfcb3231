import { useSyncExternalStore } from 'react'
import { sessionNow, watchSession, type Session } from './session.ts'

/** Who looks, and which organisation at; with a token it is the token's own. */
export function useSession(): {
  readonly session: Session
  readonly organisation: string | undefined
} {
  const session = useSyncExternalStore(watchSession, sessionNow)
  return {
    session,
    organisation: session.kind === 'person' ? session.organisation : undefined,
  }
}
