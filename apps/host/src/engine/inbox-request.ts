import type { ReceivedWebhook } from '../store/index.ts'

/** What whoever calls proves himself with; it has been looked at and is not kept. */
const credentials = new Set(['authorization', 'cookie', 'proxy-authorization'])

/** A webhook as the request that it came as, at our public address. */
export function webhookRequest(
  webhook: Pick<ReceivedWebhook, 'method' | 'target' | 'headers' | 'body'>,
  address: string,
): Request {
  const { method, target, headers, body } = webhook
  const hasBody = method !== 'GET' && method !== 'HEAD'
  return new Request(`${address}${target}`, {
    method,
    headers: headers.map(([name, value]): [string, string] => [name, value]),
    ...(hasBody && { body: Buffer.from(body) }),
  })
}

/** The headers that are kept with a webhook. */
export function keptHeaders(
  headers: readonly (readonly [string, string])[],
): readonly (readonly [string, string])[] {
  return headers.filter(([name]) => !credentials.has(name.toLowerCase()))
}
