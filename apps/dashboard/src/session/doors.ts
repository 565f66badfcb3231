import { apiError, problemIn, problemOf } from '../api/api-error.ts'
import { call } from '../api/call.ts'
import { beginAsPerson, beginWithToken, endSession, sessionNow } from './session.ts'

/** How one comes in. */
export interface Door {
  /** Nobody has an account yet: the first one is made. */
  readonly needsSetUp: boolean
  /** The host keeps accounts; else a token is all that it knows. */
  readonly hasPeople: boolean
}

/** Who is there already, by the cookie; else how one comes in. */
export async function knock(): Promise<Door | undefined> {
  if (sessionNow().kind === 'token') return undefined
  const first = await unlessMissing(() => call('GET /api/setup', {}))
  if (first?.needed === true) return { needsSetUp: true, hasPeople: true }
  try {
    beginAsPerson(await call('GET /api/me', {}))
    return undefined
  } catch (error) {
    const { status } = problemOf(error)
    if (status !== 401 && status !== 404) throw error
    return { needsSetUp: false, hasPeople: first !== undefined }
  }
}

/** What a host without accounts does not have. */
async function unlessMissing<Answer>(ask: () => Promise<Answer>): Promise<Answer | undefined> {
  try {
    return await ask()
  } catch (error) {
    const { status } = problemOf(error)
    if (status === 401 || status === 404) return undefined
    throw error
  }
}

/** @throws what the host says of a token that it does not know. */
export async function enterWithToken(token: string): Promise<void> {
  const answer = await fetch('/api/status', { headers: { authorization: `Bearer ${token}` } })
  // Whoever may not see how everything stands may see something else.
  if (!answer.ok && answer.status !== 403) throw apiError(await problemIn(answer))
  beginWithToken(token)
}

/** Enters with an account. `secondStep`: the password was right, and a code of the other device is wanted. */
export async function enterWithPassword(
  email: string,
  password: string,
): Promise<'inside' | 'secondStep'> {
  const answer = (await post('/api/auth/sign-in/email', { email, password })) as {
    readonly twoFactorRedirect?: boolean
  }
  if (answer.twoFactorRedirect === true) return 'secondStep'
  beginAsPerson(await call('GET /api/me', {}))
  return 'inside'
}

export async function enterWithCode(code: string): Promise<void> {
  await post('/api/auth/two-factor/verify-totp', { code })
  beginAsPerson(await call('GET /api/me', {}))
}

export async function setUp(
  first: Readonly<Record<'code' | 'name' | 'email' | 'password', string>>,
): Promise<void> {
  await call('POST /api/setup', { body: first })
  await enterWithPassword(first.email, first.password)
}

export async function leave(): Promise<void> {
  if (sessionNow().kind === 'person') await post('/api/auth/sign-out', {})
  endSession()
}

async function post(path: string, body: object): Promise<unknown> {
  const answer = await fetch(path, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify(body),
  })
  if (!answer.ok) throw apiError(await problemIn(answer))
  return answer.json()
}
