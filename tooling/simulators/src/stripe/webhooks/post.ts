import { signatureOf } from './signature.ts'

const timeoutMs = 10_000

/** Sends a signed body; the status that was answered, or 0 where nobody was reached. */
export async function post(options: {
  readonly url: string
  readonly body: string
  /** Seconds. */
  readonly at: number
  readonly secrets: readonly string[]
  readonly livemode: boolean
}): Promise<number> {
  const { url, body } = options
  try {
    const answer = await fetch(url, {
      method: 'POST',
      body,
      headers: {
        'content-type': 'application/json; charset=utf-8',
        'stripe-signature': signatureOf(options),
        'user-agent': 'Stripe/1.0 (+https://stripe.com/docs/webhooks)',
      },
      redirect: 'manual',
      signal: AbortSignal.timeout(timeoutMs),
    })
    await answer.arrayBuffer()
    return answer.status
  } catch {
    return 0
  }
}
