import { createHmac } from 'node:crypto'

/**
 * The signature of a request: the HMAC of its timestamp, written as hexadecimal digits first and as Base64 then.
 *
 * @see https://github.com/Heyloyalty/api/wiki/Getting-started (read 2026-11)
 */
export function signatureOf(secret: string, timestamp: string): string {
  const hex = createHmac('sha256', secret).update(timestamp).digest('hex')
  return Buffer.from(hex).toString('base64')
}

/** Whether a request is signed by the key, over the timestamp that it carries, and not too long ago. */
export function isSigned(
  { key, secret }: { readonly key: string; readonly secret: string },
  headers: { readonly authorization: string | undefined; readonly timestamp: string | undefined },
  { now, toleranceMs }: { readonly now: number; readonly toleranceMs: number },
): boolean {
  const { authorization = '', timestamp = '' } = headers
  const at = Date.parse(timestamp)
  if (Number.isNaN(at) || Math.abs(at - now) > toleranceMs) return false
  const expected = Buffer.from(`${key}:${signatureOf(secret, timestamp)}`).toString('base64')
  return authorization === `Basic ${expected}`
}
