import { createHmac } from 'node:crypto'
import type { Context } from '@cartograph/core'
import type { Settings } from './settings.ts'
import { secretBytes } from './signing-secret.ts'

/** @see https://www.standardwebhooks.com and its specification, version 1.0.0 (read 2026-11-25) */
export const idHeader = 'webhook-id'
const timestampHeader = 'webhook-timestamp'
const signatureHeader = 'webhook-signature'

/**
 * The request with the time of this attempt and its signatures, one a secret; as it is where there is no secret.
 *
 * Signed is `{webhook-id}.{webhook-timestamp}.{body}`, the body as the bytes that are sent.
 */
export async function signRequest(
  request: Request,
  { config, now }: Pick<Context<Settings>, 'config' | 'now'>,
): Promise<Request> {
  const id = request.headers.get(idHeader)
  const { signingSecret, previousSigningSecret } = config
  if (id === null || signingSecret === undefined) return request
  const timestamp = String(Math.floor(now() / 1000))
  const body = new Uint8Array(await request.clone().arrayBuffer())
  const signatures = [signingSecret, previousSigningSecret].flatMap((text) => {
    const key = text === undefined ? undefined : secretBytes(text)
    return key === undefined ? [] : `v1,${signature(key, `${id}.${timestamp}.`, body)}`
  })
  const headers = new Headers(request.headers)
  headers.set(timestampHeader, timestamp)
  headers.set(signatureHeader, signatures.join(' '))
  return new Request(request, { headers })
}

function signature(key: Uint8Array, head: string, body: Uint8Array): string {
  return createHmac('sha256', key).update(head).update(body).digest('base64')
}
