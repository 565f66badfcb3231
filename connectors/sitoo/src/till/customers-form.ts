import type { JsonObject } from '@cartograph/core'
import * as z from 'zod'
import type { BonusCheck, Purchase } from './card.ts'
import { refusal, type ContactInput } from './contact-input.ts'
import { countryCode, filledAddress, given, type Names } from './custom-crm-form.ts'
import { isRecord, textIn, textsIn } from './json-fields.ts'
import type { Known } from './person.ts'
import type { TillAddress } from './streams.ts'

/**
 * A customer as the newer form gives it, purchases as a section of the card.
 *
 * @see https://developer.sitoo.com/spi-crm-v2/endpoints (read 2026-11-25)
 */
export function customerForm(
  known: Known,
  more: {
    readonly checks: readonly BonusCheck[]
    readonly purchases: readonly Purchase[]
    readonly names: Names
  },
): JsonObject {
  const { own } = known
  const delivery = own['deliveryAddress']
  const { checks, purchases, names } = more
  return {
    customer_id: known.contactId,
    member_number: textIn(own, 'memberNumber') ?? '',
    email: known.email ?? '',
    name_first: known.firstName ?? '',
    name_last: known.lastName ?? '',
    mobile: known.phone ?? '',
    ...(known.company !== undefined && { company: known.company }),
    ...(known.birthday !== undefined && { birthday: known.birthday }),
    ...addressForm('invoice_address', known.invoiceAddress),
    ...addressForm('delivery_address', isRecord(delivery) ? delivery : undefined),
    gender: known.gender ?? '',
    accepts_communication: [
      ...(known.acceptsEmail ? ['email'] : []),
      ...(known.acceptsSms ? ['sms'] : []),
      ...(known.acceptsPost ? ['mail'] : []),
    ],
    consents: textsIn(own, 'acceptedConsents'),
    promotions: [],
    [names['bonus_checks'] ?? 'bonus_checks']: checks.map((check) => checkForm(check, names)),
    voucher_passwords: [],
    ...(textIn(own, 'storeExternalId') !== undefined && {
      store_id_home: textIn(own, 'storeExternalId'),
    }),
    sections:
      purchases.length === 0
        ? []
        : [
            {
              title: 'Latest purchases',
              values: purchases.map((purchase) => ({
                title: `${purchase.placedAt.slice(0, 10)} ${purchase.number}`,
                text: `${purchase.total} ${purchase.currency}`,
                type: 'text',
              })),
            },
          ],
  }
}

/** Its names are assumed, and can be set otherwise. */
function checkForm(check: BonusCheck, names: Names): JsonObject {
  const named = (name: string) => names[name] ?? name
  return {
    [named('bonus_check_id')]: check.id,
    [named('name')]: check.name,
    [named('description')]: check.description,
    [named('money_amount')]: check.value,
    [named('date_expires')]: check.expiresAt ?? null,
    [named('redeemed')]: check.isRedeemed,
    [named('date_redeemed')]: check.redeemedAt ?? null,
  }
}

const text = z.string().nullish()
const address = z
  .looseObject({
    address: text,
    address2: text,
    zip: text,
    city: text,
    state: text,
    country_id: text,
  })
  .nullish()

const body = z.looseObject({
  email: text,
  name_first: text,
  name_last: text,
  mobile: text,
  phone: text,
  company: text,
  personal_id: text,
  gender: text,
  birthday: text,
  invoice_address: address,
  delivery_address: address,
  accepts_communication: z.array(z.string()).nullish(),
  consents: z.array(z.string()).nullish(),
})

/** What a till sends of a customer. @throws a `record` fault that names the field that has another form. */
export function customerInput(sent: unknown, storeExternalId: string | undefined): ContactInput {
  const { success, data, error } = body.safeParse(sent)
  if (!success) {
    const [issue] = error.issues
    throw refusal(
      `The field ${issue?.path.join('.') || 'of the body'} of the customer has another form than is known.`,
      'Expected is a customer as the CRM SPI describes it.',
    )
  }
  const channels = data.accepts_communication
  const accepts = (channel: string) => channels?.includes(channel)
  return given({
    email: data.email,
    phone: (data.mobile ?? '') === '' ? (data.phone ?? data.mobile) : data.mobile,
    firstName: data.name_first,
    lastName: data.name_last,
    company: data.company,
    personalId: data.personal_id,
    gender: data.gender,
    birthday: data.birthday,
    invoiceAddress: addressOf(data.invoice_address),
    deliveryAddress: addressOf(data.delivery_address),
    acceptsEmail: accepts('email'),
    acceptsSms: accepts('sms'),
    acceptsPost: accepts('mail'),
    consents: data.consents,
    storeExternalId,
  })
}

function addressForm(name: string, known: TillAddress | undefined): JsonObject {
  if (known === undefined) return {}
  return {
    [name]: {
      address: known.line1 ?? '',
      city: known.city ?? '',
      zip: known.postcode ?? '',
      country_id: known.country ?? '',
    },
  }
}

function addressOf(sent: z.infer<typeof address>): TillAddress | undefined {
  if (sent === undefined || sent === null) return undefined
  return filledAddress({
    line1: sent.address,
    line2: sent.address2,
    postcode: sent.zip,
    city: sent.city,
    region: sent.state,
    country: countryCode(sent.country_id),
  })
}
