import { sessionNow } from './session.ts'

/** What says to the host who asks: the token that was pasted, or the organisation beside the cookie that the browser sends. */
export function credentials(): Readonly<Record<string, string>> {
  const session = sessionNow()
  if (session.kind === 'token') return { authorization: `Bearer ${session.token}` }
  return session.kind === 'person' ? { 'x-organisation': session.organisation } : {}
}
