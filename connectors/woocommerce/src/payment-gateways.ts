import * as z from 'zod'
import { wholeStream } from './whole.ts'

/** @see https://woocommerce.github.io/woocommerce-rest-api-docs/#payment-gateways (read 2026-11-22) */
export const paymentGatewayRow = z.looseObject({
  id: z.string(),
  title: z.string().nullish(),
  enabled: z.boolean(),
})

/** The ways to pay; never their settings, which hold the secret keys of payment providers. */
export const paymentGateways = wholeStream({
  schema: paymentGatewayRow,
  key: (row) => row.id,
  path: 'payment_gateways',
  fields: 'id,title,order,enabled,method_title,method_supports',
})
