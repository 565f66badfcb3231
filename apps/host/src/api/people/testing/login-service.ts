import { once } from 'node:events'
import { createServer, type IncomingMessage } from 'node:http'
import type { AddressInfo } from 'node:net'
import { createSign, generateKeyPairSync, randomUUID } from 'node:crypto'
import { onTestFinished } from 'vitest'

/** Somebody whom the service knows. */
export interface KnownPerson {
  readonly sub: string
  readonly email: string
  readonly email_verified: boolean
  readonly name: string
}

export interface LoginService {
  readonly issuer: string
  /** Where the service sends a browser back to that was sent to it, once this person has signed in there. */
  readonly comeBack: (authorization: string, person: KnownPerson) => string
  /** Signs ID tokens with a key that it does not publish. */
  readonly lie: () => void
}

/**
 * A service that speaks OpenID Connect as far as a sign-in needs it.
 *
 * @see https://openid.net/specs/openid-connect-core-1_0.html (read 2026-11-26)
 */
export async function loginService(clientId: string): Promise<LoginService> {
  const published = generateKeyPairSync('rsa', { modulusLength: 2048 })
  const other = generateKeyPairSync('rsa', { modulusLength: 2048 })
  let signing = published
  const codes = new Map<string, { readonly person: KnownPerson; readonly nonce: string | null }>()
  const server = createServer((request, response) => {
    const tell = async () => {
      response.setHeader('content-type', 'application/json')
      response.end(JSON.stringify(await answer(request)))
    }
    void tell()
  })
  server.listen(0, '127.0.0.1')
  await once(server, 'listening')
  onTestFinished(() => {
    server.close()
    server.closeAllConnections()
  })
  const issuer = `http://127.0.0.1:${(server.address() as AddressInfo).port}`
  const idToken = (person: KnownPerson, nonce: string | null) => {
    const now = Math.floor(Date.now() / 1000)
    const claims = { iss: issuer, aud: clientId, iat: now, exp: now + 300, ...person }
    const parts = [
      { alg: 'RS256', kid: 'one', typ: 'JWT' },
      { ...claims, ...(nonce !== null && { nonce }) },
    ].map((part) => Buffer.from(JSON.stringify(part)).toString('base64url'))
    const text = parts.join('.')
    const signature = createSign('RSA-SHA256').update(text).sign(signing.privateKey, 'base64url')
    return `${text}.${signature}`
  }
  const answer = async (request: IncomingMessage): Promise<object> => {
    if (request.url?.startsWith('/.well-known/') === true)
      return {
        issuer,
        authorization_endpoint: `${issuer}/authorize`,
        token_endpoint: `${issuer}/token`,
        jwks_uri: `${issuer}/keys`,
        id_token_signing_alg_values_supported: ['RS256'],
      }
    if (request.url === '/keys') {
      const key = published.publicKey.export({ format: 'jwk' })
      return { keys: [{ ...key, kid: 'one', alg: 'RS256', use: 'sig' }] }
    }
    const chunks: Buffer[] = []
    for await (const chunk of request) chunks.push(chunk as Buffer)
    const sent = new URLSearchParams(Buffer.concat(chunks).toString())
    const found = codes.get(sent.get('code') ?? '')
    codes.delete(sent.get('code') ?? '')
    if (found === undefined) return { error: 'invalid_grant' }
    return {
      access_token: randomUUID(),
      token_type: 'Bearer',
      expires_in: 300,
      id_token: idToken(found.person, found.nonce),
    }
  }
  return {
    issuer,
    comeBack: (authorization, person) => {
      const asked = new URL(authorization).searchParams
      const code = randomUUID()
      codes.set(code, { person, nonce: asked.get('nonce') })
      const back = new URL(asked.get('redirect_uri') ?? '')
      back.searchParams.set('code', code)
      back.searchParams.set('state', asked.get('state') ?? '')
      return `${back.pathname}${back.search}`
    },
    lie: () => {
      signing = other
    },
  }
}
