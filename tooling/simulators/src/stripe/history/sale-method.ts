import type { JsonObject } from '../json.ts'
import { letterRow } from '../store/identifiers.ts'
import type { Making } from './making.ts'
import type { Sale } from './sale.ts'

export function billingDetails({ billing, email, phone }: Sale): JsonObject {
  return {
    address: billing === undefined ? null : addressOf(billing),
    email: email ?? null,
    name: billing?.name ?? null,
    phone: phone ?? null,
    tax_id: null,
  }
}

export function addressOf(place: {
  readonly town: string
  readonly country: string
  readonly street: string
  readonly postcode: string
}): JsonObject {
  return {
    city: place.town,
    country: place.country,
    line1: place.street,
    line2: null,
    postal_code: place.postcode,
    state: null,
  }
}

export function cardOf({ seed, account }: Making, sale: Sale): JsonObject {
  const last4 = String(1_000 + ((sale.number * 7_919 + seed) % 9_000))
  return {
    brand: sale.number % 3 === 0 ? 'mastercard' : 'visa',
    checks: { address_line1_check: null, address_postal_code_check: null, cvc_check: 'pass' },
    country: sale.billing?.country ?? account.country,
    exp_month: 1 + (sale.number % 12),
    exp_year: 2_029,
    fingerprint: letterRow(16, seed, last4),
    funding: 'debit',
    last4,
    three_d_secure_usage: { supported: true },
    wallet: null,
  }
}

export function methodDetails(making: Making, sale: Sale): JsonObject {
  if (sale.method === 'mobilepay') return { mobilepay: { card: null }, type: 'mobilepay' }
  return { card: cardOf(making, sale), type: 'card' }
}
