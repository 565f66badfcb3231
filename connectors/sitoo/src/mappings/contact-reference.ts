import type { Expression } from '@cartograph/core'
import type { Settings } from '../settings.ts'
import { ownContactPrefix } from '../till/contact-id.ts'
import { filled } from './expressions.ts'

const told: Expression = filled(
  '$.additionaldata["customcrm-contactid"]',
  '$.additionaldata["crm-customerid"]',
)

/**
 * The contact that a receipt names, where it was registered or changed at a till of ours. Somebody known from elsewhere is
 * found by the e-mail address and the phone number on the receipt.
 */
export const contactId: Expression = {
  $if: { $startsWith: [told, ownContactPrefix] },
  then: told,
}

/** Whose numbers are written without a country code. */
export function countryOfNumbers({ till }: Settings): Expression {
  const own = till?.country
  return own === undefined
    ? filled('$.invoice_countryid', '$.delivery_countryid')
    : filled('$.invoice_countryid', '$.delivery_countryid', own)
}
