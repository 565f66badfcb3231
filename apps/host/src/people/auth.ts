import { betterAuth } from 'better-auth/minimal'
import { twoFactor } from 'better-auth/plugins/two-factor'
import type { SignInService } from '../config/index.ts'
import type { Store } from '../store/index.ts'
import { longestPassword, shortestPassword } from '../wishes/index.ts'
import { authAdapter } from './auth-adapter.ts'
import { addressHeader, authBasePath } from './sign-in-rules.ts'
import { providers } from './provider.ts'

export interface AuthOptions {
  readonly store: Pick<Store, 'read' | 'write'>
  /** What cookies are signed with. */
  readonly secret: string
  /** Where browsers reach the host; it decides whether cookies are for TLS alone. */
  readonly url: string
  /** How long a session lasts that is not used. */
  readonly sessionMs: number
  readonly service: SignInService | undefined
  /** Sends the link with which somebody chooses another password. */
  readonly mailReset: (email: string, token: string) => Promise<void>
}

const dayMs = 86_400_000
const resetMs = 3_600_000

/** Opens better-auth, which signs people in; loading it takes a while, so only what needs it imports this file. */
export function openAuth(options: AuthOptions) {
  const { store, secret, url, sessionMs, service, mailReset } = options
  return betterAuth({
    appName: 'Cartograph',
    baseURL: url,
    basePath: authBasePath,
    secret,
    database: authAdapter(store),
    telemetry: { enabled: false },
    logger: { disabled: true },
    // Requests are counted before they come here, by address and by account.
    rateLimit: { enabled: false },
    emailAndPassword: {
      enabled: true,
      disableSignUp: true,
      minPasswordLength: shortestPassword,
      maxPasswordLength: longestPassword,
      revokeSessionsOnPasswordReset: true,
      resetPasswordTokenExpiresIn: resetMs / 1000,
      sendResetPassword: async ({ user, token }) => mailReset(user.email, token),
    },
    session: {
      expiresIn: sessionMs / 1000,
      // A session that is used begins anew once a day, or more often where it is short.
      updateAge: Math.min(dayMs, sessionMs / 4) / 1000,
    },
    verification: { storeIdentifier: 'hashed' },
    account: { encryptOAuthTokens: true, accountLinking: { enabled: true, trustedProviders: [] } },
    advanced: {
      cookiePrefix: 'cartograph',
      useSecureCookies: url.startsWith('https:'),
      database: { generateId: 'uuid' },
      ipAddress: { ipAddressHeaders: [addressHeader] },
      // The guard of the API has judged by then which page a request comes from; no request names a page to go on to.
      disableCSRFCheck: true,
      disableOriginCheck: true,
    },
    plugins: [twoFactor({ issuer: 'Cartograph' }), ...providers(service)],
  })
}

export type Auth = ReturnType<typeof openAuth>
