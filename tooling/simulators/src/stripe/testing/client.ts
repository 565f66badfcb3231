import { Stripe } from 'stripe'

/** The vendor's own client, pointed at a simulated account. */
export function clientOf(
  server: { readonly host: string; readonly port: number },
  key: string,
  settings: { readonly stripeAccount?: string; readonly apiVersion?: string } = {},
): Stripe {
  const { apiVersion, stripeAccount } = settings
  return new Stripe(key, {
    host: server.host,
    port: server.port,
    protocol: 'http',
    maxNetworkRetries: 0,
    telemetry: false,
    ...(stripeAccount !== undefined && { stripeAccount }),
    // The type allows the client's own version only; older ones are what is tested.
    ...(apiVersion !== undefined && { apiVersion: apiVersion as '2026-10-28.endive' }),
  })
}
