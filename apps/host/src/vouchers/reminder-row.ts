import type { JsonObject } from '@cartograph/core'

/** The event that reminds of a voucher whose end is near, for automations and sinks. */
export function reminderRow(
  voucher: string,
  row: JsonObject,
  now: number,
): { readonly id: string; readonly row: JsonObject } {
  const { connection, customerId, email, phone, currency, amount, remainingAmount } = row
  const { code, expiresAt } = row
  const id = `${voucher} expires ${typeof expiresAt === 'string' ? expiresAt : ''}`
  const whose = { customerId, email, phone }
  return {
    id,
    row: {
      id,
      connection: connection ?? null,
      type: 'voucher.expiring',
      at: new Date(now).toISOString(),
      ...Object.fromEntries(Object.entries(whose).filter(([, value]) => typeof value === 'string')),
      amount: remainingAmount ?? amount ?? null,
      currency: currency ?? null,
      properties: { voucherId: voucher, code: code ?? null, expiresAt: expiresAt ?? null },
    },
  }
}
