import { createHmac } from 'node:crypto'
import type { Context } from '@cartograph/core'
import type { Settings } from './settings.ts'

/**
 * The signature of a request: the HMAC-SHA256 of its timestamp, written as lower-case hexadecimal digits first and as Base64 then.
 *
 * @see https://github.com/Heyloyalty/api/wiki/Getting-started (read 2026-11)
 */
export function signatureOf(apiSecret: string, timestamp: string): string {
  const hex = createHmac('sha256', apiSecret).update(timestamp).digest('hex')
  return Buffer.from(hex).toString('base64')
}

/** The request with a timestamp by Heyloyalty's own clock, and the signature over it. */
export function sign(request: Request, { config, now }: Context<Settings>): Request {
  const { apiKey, apiSecret } = config
  const timestamp = new Date(now()).toUTCString()
  const credentials = `${apiKey}:${signatureOf(apiSecret, timestamp)}`
  const headers = new Headers(request.headers)
  headers.set('x-request-timestamp', timestamp)
  headers.set('authorization', `Basic ${Buffer.from(credentials).toString('base64')}`)
  return new Request(request, { headers })
}
