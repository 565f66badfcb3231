import type { Surface } from '@cartograph/core'
import * as z from 'zod'
import { assumptionsOf } from '../assumptions.ts'
import type { Settings } from '../settings.ts'
import { sentJson } from './answers.ts'
import { countryOf, type TillContext } from './caller-context.ts'
import { checksOf, purchasesOf } from './card.ts'
import { refusal } from './contact-input.ts'
import { contactForm, contactInput, extendedForm, purchaseForm } from './custom-crm-form.ts'
import { exactKey } from './exact-key.ts'
import { knownByContactId } from './known-contact.ts'
import { findKnown, type Known } from './person.ts'
import { redeemChecks } from './redeeming.ts'
import { registerContact, updateContact } from './registration.ts'
import { shownContact } from './shown-contact.ts'

type Route = Surface<Settings>['routes'][`GET /`]

/** Exactly one contact, or none: what was typed is an address or a number as a whole, or it finds nobody. */
const findContact: Route = async (context, request) => {
  const { searchParams } = new URL(request.url)
  const key = exactKey(searchParams.get('key') ?? '', countryOf(context))
  const known =
    key === undefined ? undefined : await findKnown(context.find, key, context.config.accountId)
  const isExtended = searchParams.get('include_extended') === 'true'
  return Response.json(await contactsAnswer(context, known, isExtended))
}

const oneContact: Route = async (context) => {
  const known = await knownByContactId(context, context.params['id'] ?? '')
  return Response.json(await contactsAnswer(context, known, true))
}

async function contactsAnswer(context: TillContext, known: Known | undefined, isExtended: boolean) {
  const { config, find } = context
  // Asked of nobody too, so that an answer does not tell by its time whether there is somebody.
  const checks = isExtended ? await checksOf(find, known, context.now()) : []
  if (known === undefined) return []
  const contact = contactForm(shownContact(known, config.till))
  return [
    isExtended ? { ...contact, ...extendedForm(checks, assumptionsOf(config).names) } : contact,
  ]
}

const addContact: Route = async (context, request) =>
  Response.json(await registerContact(context, contactInput(await sentJson(request))))

const changeContact: Route = async (context, request) => {
  await updateContact(context, context.params['id'] ?? '', contactInput(await sentJson(request)))
  return Response.json(true)
}

const contactPurchases: Route = async (context, request) => {
  const { searchParams } = new URL(request.url)
  const num = Number(searchParams.get('num') ?? context.config.till?.purchases ?? 10)
  const start = Number(searchParams.get('start') ?? 0)
  const known = await knownByContactId(context, context.params['id'] ?? '')
  const most = Math.min(50, Math.max(1, start + num))
  const purchases = await purchasesOf(context.find, known, most)
  return Response.json(purchases.slice(start, start + num).map(purchaseForm))
}

/** There is no register of persons to prefill a form from. */
const noRegister: Route = async () => Response.json([])

const consents: Route = async ({ config }) =>
  Response.json(
    (config.till?.consents ?? []).map(({ id, name, description = '', ticked = false }) => ({
      consentid: id,
      name,
      description,
      value: ticked,
    })),
  )

const wanted = z.looseObject({
  receiptid: z.string().min(1),
  storeexternalid: z.string().nullish(),
  bonuschecks: z
    .array(z.looseObject({ bonuscheckid: z.string().min(1), amount: z.string().nullish() }))
    .min(1),
})

/** Its body is assumed: which checks, how much of each, and the receipt that pays with them. */
const redeem: Route = async (context, request) => {
  const { success, data } = wanted.safeParse(await sentJson(request))
  if (!success)
    throw refusal(
      'It is not said which bonus checks are to be used with which receipt.',
      'Expected are `receiptid` and `bonuschecks`, each with its `bonuscheckid`.',
    )
  await redeemChecks(context, context.params['id'] ?? '', {
    receipt: data.receiptid,
    store: data.storeexternalid ?? undefined,
    checks: data.bonuschecks.map(({ bonuscheckid, amount }) => ({
      id: bonuscheckid,
      amount: amount ?? undefined,
    })),
  })
  return Response.json(true)
}

const copied = z.looseObject({ orderid: z.int().positive() })

/** A copy of a sale only says where to look: the order itself is read by the REST API. */
const saleCopy: Route = async (context, request) => {
  const { success, data } = copied.safeParse(await sentJson(request))
  if (!success) throw refusal('The sale has no number (`orderid`).', 'Expected is an order.')
  const once = `sale ${data.orderid} ${context.now()}`
  await context.transact({ locks: [], once }, async (transaction) => {
    transaction.put({ op: 'refresh', stream: 'orders', key: [data.orderid] })
    return { commit: true, answer: true }
  })
  return Response.json(true)
}

/**
 * What Custom CRM asks, by method and path. Documented are the search, the registration, the look-up in a register and the
 * consents; the others are assumed, and `unknown.routes` adds to them.
 *
 * @see https://developer.sitoo.com/spi-customcrm/overview (read 2026-11-25)
 */
export const customCrmRoutes: Surface<Settings>['routes'] = {
  'GET /contacts': findContact,
  'POST /contacts': addContact,
  'GET /contacts/:id': oneContact,
  'PUT /contacts/:id': changeContact,
  'POST /contacts/:id': changeContact,
  'GET /contacts/:id/transactions': contactPurchases,
  'GET /contacts/:id/orders': contactPurchases,
  'POST /contacts/:id/redeem': redeem,
  'GET /lookup_contacts': noRegister,
  'GET /consents': consents,
  'POST /transactions': saleCopy,
  'POST /orders': saleCopy,
}
