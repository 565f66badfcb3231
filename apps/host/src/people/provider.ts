import { genericOAuth } from 'better-auth/plugins/generic-oauth'
import type { SignInService } from '../config/index.ts'

/** By which name the service stands in addresses: its redirect goes to `/api/auth/callback/oidc`. */
export const providerId = 'oidc'

/**
 * Lets people sign in by a service that speaks OpenID Connect.
 *
 * It opens accounts that are there already, by an address that the service has verified; it makes none. What it says is believed only
 * as a signed ID token.
 */
export function providers(service: SignInService | undefined) {
  if (service === undefined) return []
  const { issuer, clientId, clientSecret, name } = service
  return [
    genericOAuth({
      config: [
        {
          providerId,
          name,
          discoveryUrl: `${issuer.replace(/\/+$/, '')}/.well-known/openid-configuration`,
          clientId,
          clientSecret,
          scopes: ['openid', 'email', 'profile'],
          requireIdTokenVerification: true,
          pkce: true,
          disableSignUp: true,
        },
      ],
    }),
  ]
}
