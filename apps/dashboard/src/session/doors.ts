import type { Me } from '../api/answers.ts'
import { apiError, problemIn, problemOf } from '../api/api-error.ts'
import { call } from '../api/call.ts'
import type { AnswerOf } from '../api/routes.ts'
import {
  beginAsPerson,
  beginWithToken,
  endSession,
  forgetOrganisation,
  keepOrganisation,
  keptOrganisation,
  keptToken,
  loseSession,
  sessionNow,
} from './session.ts'

/** How one comes in. */
export type Door = AnswerOf<'GET /api/setup'>

/** Who is there already, by a token that was kept or by the cookie; else how one comes in. */
export async function knock(): Promise<Door | undefined> {
  const token = keptToken()
  if (token !== undefined && (await unlessUnknown(() => enterWithToken(token)))) return undefined
  if (await unlessUnknown(enterAsPerson)) return undefined
  return call('GET /api/setup', {})
}

/** Whether somebody came in; not knowing who it is, is no failure. */
async function unlessUnknown(enter: () => Promise<void>): Promise<boolean> {
  try {
    await enter()
    return true
  } catch (error) {
    const { status } = problemOf(error)
    if (status === 401 || status === 404) return false
    throw error
  }
}

/** @throws what the host says of a token that it does not know. */
export async function enterWithToken(token: string): Promise<void> {
  const answer = await fetch('/api/me', { headers: { authorization: `Bearer ${token}` } })
  if (!answer.ok) throw apiError(await problemIn(answer))
  const { permissions } = (await answer.json()) as Me
  beginWithToken(token, permissions)
}

/** Whoever the browser's cookie says. Where they are not in the organisation that was looked at last, in the first of theirs. */
export async function enterAsPerson(): Promise<void> {
  try {
    beginAsPerson(await call('GET /api/me', {}))
  } catch (error) {
    const isOutside = sessionNow().kind === 'nobody'
    if (problemOf(error).status !== 404 || !isOutside || keptOrganisation() === undefined)
      throw error
    forgetOrganisation()
    beginAsPerson(await call('GET /api/me', {}))
  }
}

/** Enters with an account. `secondStep`: the password was right, and a code of the other device is wanted. */
export async function enterWithPassword(
  email: string,
  password: string,
): Promise<'inside' | 'secondStep'> {
  const answer = await call('POST /api/auth/sign-in/email', { body: { email, password } })
  if ('twoFactorRedirect' in answer) return 'secondStep'
  await enterAsPerson()
  return 'inside'
}

export async function enterWithCode(code: string): Promise<void> {
  await call('POST /api/auth/two-factor/verify-totp', { body: { code } })
  await enterAsPerson()
}

/** Makes the first account, which the answer signs in. */
export async function setUp(
  first: Readonly<Record<'code' | 'name' | 'email' | 'password', string>>,
): Promise<void> {
  await call('POST /api/setup', { body: first })
  await enterAsPerson()
}

/**
 * Looks at another organisation, where other things may be allowed.
 *
 * @throws what the host says where somebody is not in it any more; then everything stays as it is.
 */
export async function chooseOrganisation(organisation: string): Promise<void> {
  const answer = await fetch('/api/me', { headers: { 'x-organisation': organisation } })
  if (!answer.ok) throw apiError(await problemIn(answer))
  const me = (await answer.json()) as Me
  keepOrganisation(organisation)
  beginAsPerson(me)
}

/** After something was refused to somebody unknown: a wrong password ends no session, an unknown person does. */
export async function lookWhetherKnown(): Promise<void> {
  try {
    await call('GET /api/me', {})
  } catch (error) {
    if (problemOf(error).status === 401) loseSession()
  }
}

export async function leave(): Promise<void> {
  if (sessionNow().kind === 'person') await call('POST /api/auth/sign-out', {})
  endSession()
}
