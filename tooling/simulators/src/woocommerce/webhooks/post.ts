import { request as httpRequest } from 'node:http'
import { request as httpsRequest } from 'node:https'

import { minuteMs } from '../../shop/durations.ts'

export interface Delivery {
  readonly url: string
  readonly contentType: string
  readonly headers: readonly (readonly [name: string, value: string])[]
  readonly body: Buffer
}

/** A request to a webhook's address, and the status it was answered with; without one, nobody answered. */
export interface Delivered extends Delivery {
  readonly webhookId: number
  readonly response?: number
}

/** Posts once and follows no redirect. Headers stand in the order in which the real ones were recorded. */
export async function post(
  delivery: Delivery,
  userAgent: string,
): Promise<Omit<Delivered, 'webhookId'>> {
  const response = await statusOf(delivery, userAgent)
  return response === undefined ? delivery : { ...delivery, response }
}

async function statusOf(
  { url, contentType, headers, body }: Delivery,
  userAgent: string,
): Promise<number | undefined> {
  const isPing = headers.length === 0
  const target = URL.parse(url)
  if (target === null) return undefined
  const send = target.protocol === 'https:' ? httpsRequest : httpRequest
  const connection = [
    ['Connection', 'close'],
    ['Content-Length', String(body.length)],
  ] as const
  const sent = [
    ['Host', target.host],
    ['User-Agent', userAgent],
    ['Accept', '*/*'],
    ['Accept-Encoding', 'deflate, gzip, br, zstd'],
    ...(isPing ? connection : []),
    ['Content-Type', contentType],
    ...headers,
    ...(isPing ? [] : connection),
  ] as const
  return await new Promise((resolve) => {
    const outgoing = send(
      target,
      { method: 'POST', headers: Object.fromEntries(sent), agent: false, timeout: minuteMs },
      (incoming) => {
        incoming.resume()
        incoming.on('end', () => resolve(incoming.statusCode))
        incoming.on('error', () => resolve(undefined))
      },
    )
    outgoing.on('timeout', () => outgoing.destroy())
    outgoing.on('error', () => resolve(undefined))
    outgoing.end(body)
  })
}
