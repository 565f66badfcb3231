import { keptOrganisation, sessionNow } from './session.ts'

/** What says to the host who asks: the token that was pasted, or the organisation beside the cookie that the browser sends. */
export function credentials(): Readonly<Record<string, string>> {
  const session = sessionNow()
  if (session.kind === 'token') return { authorization: `Bearer ${session.token}` }
  const organisation = session.kind === 'person' ? session.organisation : keptOrganisation()
  return organisation === undefined || organisation === '' ? {} : { 'x-organisation': organisation }
}
