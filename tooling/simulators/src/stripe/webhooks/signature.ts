import { createHmac } from 'node:crypto'

/**
 * The `Stripe-Signature` of a body: one `v1` for each secret that is good at the moment.
 *
 * Sandboxes send a `v0` too, which nobody is to look at.
 *
 * @param at seconds since the epoch.
 */
export function signatureOf(options: {
  readonly body: string
  readonly at: number
  readonly secrets: readonly string[]
  readonly livemode: boolean
}): string {
  const { body, at, secrets, livemode } = options
  const sign = (secret: string) =>
    createHmac('sha256', secret).update(`${at}.${body}`, 'utf8').digest('hex')
  return [
    `t=${at}`,
    ...secrets.map((secret) => `v1=${sign(secret)}`),
    ...(livemode ? [] : [`v0=${sign(`v0${secrets[0] ?? ''}`)}`]),
  ].join(',')
}
