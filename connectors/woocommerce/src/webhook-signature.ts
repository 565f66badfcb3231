import { createHmac } from 'node:crypto'
import { fault, timingSafeEqual, type Context, type Registration } from '@cartograph/core'
import type { Settings } from './settings.ts'

/**
 * Refuses what no webhook of ours has signed.
 *
 * The ping with which the shop tries a new address is not signed and says nothing: it is let through.
 *
 * @see https://woocommerce.github.io/woocommerce-rest-api-docs/#webhooks (read 2026-11-22)
 */
export async function verifyDelivery(
  { config }: Context<Settings>,
  request: Request,
  registered: readonly Registration[],
): Promise<void> {
  const body = new Uint8Array(await request.clone().arrayBuffer())
  if (isPing(request, new TextDecoder().decode(body))) return
  const signature = Buffer.from(request.headers.get('x-wc-webhook-signature') ?? '')
  const secrets = [...registered.map(({ secret }) => secret), config.webhookSecret]
  const isSigned = secrets
    .flatMap((secret) => (secret === undefined ? [] : [secret, decoded(secret)]))
    // Every secret is tried, so that the time taken tells nothing.
    .map((secret) =>
      timingSafeEqual(
        signature,
        Buffer.from(createHmac('sha256', secret).update(body).digest('base64')),
      ),
    )
    .includes(true)
  if (!isSigned)
    throw fault({
      kind: 'auth',
      message: 'A webhook is not signed with a secret that is known here.',
      hint: 'For webhooks made by hand: give their secret as `webhookSecret`, as it stands in WooCommerce, Settings, Advanced, Webhooks.',
    })
}

/** The first request to a new address: a form with the number of the webhook. */
export function isPing(request: Request, body: string): boolean {
  return (
    request.headers.get('x-wc-webhook-topic') === null &&
    (request.headers.get('content-type') ?? '').startsWith('application/x-www-form-urlencoded') &&
    /^webhook_id=\d+$/.test(body)
  )
}

const entities: readonly (readonly [RegExp, string])[] = [
  [/&lt;|&#0*60;|&#x0*3c;/gi, '<'],
  [/&gt;|&#0*62;|&#x0*3e;/gi, '>'],
  [/&quot;|&#0*34;|&#x0*22;/gi, '"'],
  [/&#0*39;|&#x0*27;|&apos;/gi, "'"],
  [/&amp;|&#0*38;|&#x0*26;/gi, '&'],
]

/** The shop decodes HTML entities in a secret before it signs. */
function decoded(secret: string): string {
  return entities.reduce((text, [entity, character]) => text.replaceAll(entity, character), secret)
}
