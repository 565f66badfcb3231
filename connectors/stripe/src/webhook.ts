import { fault, type Webhook } from '@cartograph/core'
import { Stripe } from 'stripe'
import * as z from 'zod'
import { entriesOf, fatEvent, thinEntriesOf, thinEvent } from './events.ts'
import { register, unregister } from './registration.ts'
import { isLive, type Settings } from './settings.ts'

/** A signature that is older was perhaps recorded and is sent again. */
const toleranceSeconds = 300

const anyEvent = z.discriminatedUnion('object', [fatEvent, thinEvent])

/**
 * Events that Stripe pushes, whole or thin.
 *
 * @see https://docs.stripe.com/webhooks (the signature is checked by stripe 23.1.0)
 */
export const webhook: Webhook<Settings> = {
  async verify(context, request, registered) {
    const secrets = [
      ...registered.flatMap(({ secret }) => (secret === undefined ? [] : [secret])),
      ...(context.config.webhookSecrets ?? []),
    ]
    const header = request.headers.get('stripe-signature') ?? ''
    const body = new Uint8Array(await request.clone().arrayBuffer())
    if (secrets.some((secret) => isSigned(body, header, secret, context.now()))) return
    throw fault({
      kind: 'auth',
      message:
        secrets.length === 0
          ? 'No secret of a webhook is known, so nothing that comes can be believed.'
          : 'The signature of the webhook is wrong, or older than 5 minutes.',
      hint: 'In Stripe: Developers, Webhooks, choose the endpoint with this address, reveal its signing secret, and add it to `webhookSecrets`.',
    })
  },
  async parse({ config }, request) {
    const event = anyEvent.safeParse(jsonOf(await request.text()))
    if (!event.success)
      throw fault({
        kind: 'contract',
        message: 'What came as a webhook is no event of Stripe.',
      })
    const { data } = event
    const account = data.object === 'event' ? data.account : data.context
    if (!isOurs({ account, livemode: data.livemode }, config)) return { entries: [] }
    return { entries: data.object === 'event' ? entriesOf(data, config) : thinEntriesOf(data) }
  },
  permissions: ['Webhook Endpoints: Write'],
  register,
  unregister,
}

/** `undefined`: it is no JSON. */
function jsonOf(text: string): unknown {
  try {
    return JSON.parse(text)
  } catch {
    return undefined
  }
}

interface Origin {
  readonly account: string | null | undefined
  readonly livemode: boolean | undefined
}

/** A platform's webhook brings the events of all connected accounts, and in live mode those of tests as well. */
function isOurs({ account, livemode }: Origin, config: Settings): boolean {
  return (
    (account ?? undefined) === config.account && (livemode ?? isLive(config)) === isLive(config)
  )
}

function isSigned(body: Uint8Array, header: string, secret: string, now: number): boolean {
  try {
    return (
      Stripe.webhooks.signature?.verifyHeader(
        body,
        header,
        secret,
        toleranceSeconds,
        undefined,
        now,
      ) ?? false
    )
  } catch (error) {
    if (error instanceof Stripe.errors.StripeSignatureVerificationError) return false
    throw error
  }
}
