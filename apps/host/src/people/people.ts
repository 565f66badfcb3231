import type { PeopleSettings } from '../config/index.ts'
import { hasUsers, hostKey, type Store } from '../store/index.ts'
import type { Auth } from './auth.ts'
import { addressHeader, authBasePath } from './sign-in-rules.ts'

export interface PeopleOptions {
  readonly store: Store
  readonly now: () => number
  readonly settings: PeopleSettings
  /** Where browsers reach the host, with its scheme; cookies are for TLS alone where it says https. */
  readonly url: string
  /** Sends the link with which somebody chooses another password. */
  readonly mailReset: (email: string, token: string) => Promise<void>
}

/** Somebody whose session was presented. */
export interface SignedIn {
  readonly id: string
  readonly name: string
  readonly email: string
  readonly twoFactor: boolean
  readonly session: string
  /** Cookies that the answer sets, because the session goes on for longer. */
  readonly cookies: readonly string[]
}

/** A request as it goes on to what signs people in: nothing of the original but this. */
export interface SignInRequest {
  readonly method: 'GET' | 'POST'
  /** Below `/api/auth`. */
  readonly path: string
  readonly query?: URLSearchParams
  readonly body?: object
  readonly cookie: string | undefined
  /** Of whoever asks. */
  readonly address: string | undefined
  readonly browser: string | undefined
}

/** People of this installation and their sessions. */
export interface People {
  /** Whether anybody signs in here at all. */
  isUsed(): Promise<boolean>
  /** Lets the library answer. */
  ask(request: SignInRequest): Promise<Response>
  /** Whose session a cookie is, as long as it is good. */
  signedIn(cookie: string): Promise<SignedIn | undefined>
  /** What is kept of a password. */
  hashOf(password: string): Promise<string>
  /** What a link for another password holds; good for an hour, once. */
  resetToken(user: string): Promise<string>
}

const sessionCookie = /(?:^|;\s*)(?:__Secure-)?cartograph\.session_token=/
const resetMs = 3_600_000

/** Whether a request brings a session, good or not. */
export function hasSession(cookie: string | undefined): cookie is string {
  return cookie !== undefined && sessionCookie.test(cookie)
}

/** Opens what knows people; better-auth is loaded when somebody first needs it, which on many hosts nobody ever does. */
export function openPeople(options: PeopleOptions): People {
  const { store, now, settings, url, mailReset } = options
  let opened: Promise<Auth> | undefined
  let isUsed = false
  const auth = () => {
    opened ??= open().catch((error: unknown) => {
      opened = undefined
      throw error
    })
    return opened
  }
  const open = async () => {
    const [{ openAuth }, secret] = await Promise.all([
      import('./auth.ts'),
      store.write((dialect) => hostKey(dialect, now())),
    ])
    const { sessionMs, service } = settings
    return openAuth({ store, secret, url, sessionMs, service, mailReset })
  }
  return {
    isUsed: async () => {
      // Where there were users once there are some: the last owner cannot leave.
      isUsed ||= await store.read((dialect) => hasUsers(dialect))
      return isUsed
    },
    ask: async ({ method, path, query, body, cookie, address, browser }) => {
      const target = new URL(`${authBasePath}${path}`, url)
      if (query !== undefined) target.search = query.toString()
      const headers = new Headers({ 'content-type': 'application/json' })
      if (cookie !== undefined) headers.set('cookie', cookie)
      if (address !== undefined) headers.set(addressHeader, address)
      if (browser !== undefined) headers.set('user-agent', browser)
      const sent = body === undefined ? {} : { body: JSON.stringify(body) }
      return (await auth()).handler(new Request(target, { method, headers, ...sent }))
    },
    signedIn: async (cookie) => {
      const { api } = await auth()
      const { response, headers } = await api.getSession({
        headers: new Headers({ cookie }),
        returnHeaders: true,
      })
      if (response === null) return undefined
      const { id, name, email, twoFactorEnabled } = response.user
      return {
        id,
        name,
        email,
        twoFactor: twoFactorEnabled === true,
        session: response.session.id,
        cookies: headers.getSetCookie(),
      }
    },
    hashOf: async (password) => {
      const { password: passwords } = await (await auth()).$context
      return passwords.hash(password)
    },
    resetToken: async (user) => {
      const { internalAdapter, generateId } = await (await auth()).$context
      const token = generateId({ model: 'verification', size: 32 })
      if (token === false) throw new Error('No token was made.')
      await internalAdapter.createVerificationValue({
        identifier: `reset-password:${token}`,
        value: user,
        expiresAt: new Date(Date.now() + resetMs),
      })
      return token
    },
  }
}
