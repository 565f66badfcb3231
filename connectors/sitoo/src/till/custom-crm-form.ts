import type { JsonObject } from '@cartograph/core'
import * as z from 'zod'
import type { BonusCheck, Purchase } from './card.ts'
import { refusal, type ContactInput } from './contact-input.ts'
import { isRecord, textIn, textsIn } from './json-fields.ts'
import type { Known } from './person.ts'
import type { TillAddress } from './streams.ts'

/** Other words for fields that the vendor does not document. */
export type Names = Readonly<Record<string, string>>

/**
 * A contact as Custom CRM gives it.
 *
 * @see https://developer.sitoo.com/spi-customcrm/contacts (read 2026-11-25)
 */
export function contactForm(known: Known): JsonObject {
  const { own } = known
  const delivery = own['deliveryAddress']
  return {
    contactid: known.contactId,
    email: known.email ?? '',
    membernumber: textIn(own, 'memberNumber') ?? '',
    namefirst: known.firstName ?? '',
    namelast: known.lastName ?? '',
    personalid: textIn(own, 'personalId') ?? '',
    company: known.company ?? '',
    companyid: '',
    phone: '',
    mobile: known.phone ?? '',
    ...addressForm('invoice', known.invoiceAddress),
    ...addressForm('delivery', isRecord(delivery) ? delivery : undefined),
    gender: known.gender ?? '',
    birthday: known.birthday === undefined ? null : `${known.birthday}T00:00:00Z`,
    accepts_email: known.acceptsEmail,
    accepts_sms: known.acceptsSms,
    accepts_mail: known.acceptsPost,
    acceptedconsents: textsIn(own, 'acceptedConsents'),
    voucherpasswords: [],
    storeexternalid: textIn(own, 'storeExternalId') ?? null,
  }
}

/** The extended part: its names are assumed by the vendor's conventions, and can be set otherwise. */
export function extendedForm(checks: readonly BonusCheck[], names: Names): JsonObject {
  const named = (name: string) => names[name] ?? name
  return {
    [named('bonuschecks')]: checks.map((check) => ({
      [named('bonuscheckid')]: check.id,
      [named('name')]: check.name,
      [named('description')]: check.description,
      [named('value')]: check.value,
      [named('redeemed')]: check.isRedeemed,
      [named('dateredeemed')]: check.redeemedAt ?? null,
    })),
    [named('promotions')]: [],
  }
}

/** A purchase in the shape of an order of the REST API, which is the only one that is documented. */
export function purchaseForm(purchase: Purchase): JsonObject {
  return {
    orderid: purchase.id,
    receiptid: purchase.number,
    orderdate: Math.floor(Date.parse(purchase.placedAt) / 1000),
    orderstate: purchase.status,
    channel: purchase.channel,
    currencycode: purchase.currency,
    moneytotal_gross_all: purchase.total,
    orderitems: purchase.lines.map((line, orderitemid) => ({
      orderitemid,
      sku: line.sku,
      productname: line.name,
      quantity: line.quantity,
      moneyitemtotal_gross: line.total,
    })),
  }
}

const text = z.string().nullish()
const flag = z.boolean().nullish()

const body = z.looseObject({
  email: text,
  namefirst: text,
  namelast: text,
  personalid: text,
  company: text,
  phone: text,
  mobile: text,
  invoice_address: text,
  invoice_address2: text,
  invoice_zip: text,
  invoice_city: text,
  invoice_state: text,
  invoice_countryid: text,
  delivery_address: text,
  delivery_address2: text,
  delivery_zip: text,
  delivery_city: text,
  delivery_state: text,
  delivery_countryid: text,
  gender: text,
  birthday: text,
  accepts_email: flag,
  accepts_sms: flag,
  accepts_mail: flag,
  acceptedconsents: z.array(z.string()).nullish(),
  storeexternalid: text,
})

/** What a till sends of a contact. @throws a `record` fault that names the field that has another form. */
export function contactInput(sent: unknown): ContactInput {
  const { success, data, error } = body.safeParse(sent)
  if (!success) {
    const [issue] = error.issues
    throw refusal(
      `The field ${issue?.path.join('.') || 'of the body'} of the contact has another form than is known.`,
      'Expected is a contact as Custom CRM describes it.',
    )
  }
  // Phones of a contact are two in Sitoo, and one here: the mobile one, if there is one.
  const phone = (data.mobile ?? '') === '' ? (data.phone ?? data.mobile) : data.mobile
  return given({
    email: data.email,
    phone,
    firstName: data.namefirst,
    lastName: data.namelast,
    company: data.company,
    personalId: data.personalid,
    invoiceAddress: addressOf(data, 'invoice'),
    deliveryAddress: addressOf(data, 'delivery'),
    gender: data.gender,
    birthday: data.birthday,
    acceptsEmail: data.accepts_email,
    acceptsSms: data.accepts_sms,
    acceptsPost: data.accepts_mail,
    consents: data.acceptedconsents,
    storeExternalId: data.storeexternalid,
  })
}

/** Only what was sent. */
export function given(input: ContactInput): ContactInput {
  return Object.fromEntries(Object.entries(input).filter(([, value]) => value !== undefined))
}

function addressForm(kind: 'invoice' | 'delivery', address: TillAddress | undefined): JsonObject {
  return {
    [`${kind}_address`]: address?.line1 ?? '',
    [`${kind}_address2`]: address?.line2 ?? '',
    [`${kind}_zip`]: address?.postcode ?? '',
    [`${kind}_city`]: address?.city ?? '',
    [`${kind}_state`]: address?.region ?? '',
    [`${kind}_countryid`]: address?.country?.toLowerCase() ?? '',
  }
}

/** The address, where any of its fields was sent. */
function addressOf(
  data: z.infer<typeof body>,
  kind: 'invoice' | 'delivery',
): TillAddress | undefined {
  const address = {
    line1: data[`${kind}_address`],
    line2: data[`${kind}_address2`],
    postcode: data[`${kind}_zip`],
    city: data[`${kind}_city`],
    region: data[`${kind}_state`],
    country: countryCode(data[`${kind}_countryid`]),
  }
  const isSent = Object.values(address).some((value) => value !== undefined)
  return isSent ? filledAddress(address) : undefined
}

export function filledAddress(address: TillAddress): TillAddress {
  return Object.fromEntries(
    Object.entries(address).filter(([, value]) => typeof value === 'string' && value.trim() !== ''),
  )
}

/** Two letters in capitals, or nothing: the model takes no other. */
export function countryCode(code: string | null | undefined): string | null | undefined {
  const upper = code?.trim().toUpperCase()
  return upper === undefined || /^[A-Z]{2}$/.test(upper) ? upper : null
}
