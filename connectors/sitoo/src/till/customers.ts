import { fault, type Surface } from '@cartograph/core'
import * as z from 'zod'
import { assumptionsOf } from '../assumptions.ts'
import type { Settings } from '../settings.ts'
import { sentJson } from './answers.ts'
import { countryOf, decodedHeader, type TillContext } from './caller-context.ts'
import { checksOf, purchasesOf } from './card.ts'
import { purchaseForm } from './custom-crm-form.ts'
import { customerForm, customerInput } from './customers-form.ts'
import { refusal } from './contact-input.ts'
import { exactKey } from './exact-key.ts'
import { knownByContactId } from './known-contact.ts'
import { findKnown, type Known } from './person.ts'
import { redeemChecks, takeBackChecks, type Spending } from './redeeming.ts'
import { registerContact, updateContact } from './registration.ts'
import { shownContact } from './shown-contact.ts'

type Route = Surface<Settings>['routes'][`GET /`]

const kindsOfKeys: Readonly<Record<string, 'email' | 'phone'>> = { mobile: 'phone', email: 'email' }

/** By mobile number or e-mail address alone; a member number or a personal number finds nobody. */
const findCustomer: Route = async (context, request) => {
  const { searchParams } = new URL(request.url)
  const key = exactKey(searchParams.get('key') ?? '', countryOf(context))
  const isMeant = key?.kind === kindsOfKeys[searchParams.get('key_type') ?? '']
  const known =
    key === undefined || !isMeant
      ? undefined
      : await findKnown(context.find, key, context.config.accountId)
  const form = await formOf(context, known)
  return Response.json(known === undefined ? [] : [form])
}

/** Looks for checks and purchases of nobody too, so that an answer does not tell by its time whether there is somebody. */
async function formOf(context: TillContext, known: Known | undefined) {
  const { config, find } = context
  const checks = await checksOf(find, known, context.now())
  const purchases = await purchasesOf(find, known, config.till?.purchases)
  if (known === undefined) return null
  const { names } = assumptionsOf(config)
  return customerForm(shownContact(known, config.till), { checks, purchases, names })
}

const oneCustomer: Route = async (context) =>
  Response.json(await customerOf(context, context.params['id'] ?? ''))

async function customerOf(context: TillContext, id: string) {
  const known = await knownByContactId(context, id)
  if (known === undefined)
    throw fault({
      kind: 'notFound',
      message: 'There is no such customer.',
      hint: 'The customer may have been erased; search again.',
    })
  return formOf(context, known)
}

const addCustomer: Route = async (context, request) => {
  const id = await registerContact(
    context,
    customerInput(await sentJson(request), decodedHeader(request, 'store-id')),
  )
  return Response.json(await customerOf(context, id))
}

const changeCustomer: Route = async (context, request) => {
  const id = context.params['id'] ?? ''
  await updateContact(context, id, customerInput(await sentJson(request), undefined))
  return Response.json(await customerOf(context, id))
}

const customerPurchases: Route = async (context) => {
  const known = await knownByContactId(context, context.params['id'] ?? '')
  const purchases = await purchasesOf(context.find, known, context.config.till?.purchases)
  return Response.json(purchases.map(purchaseForm))
}

const wanted = z.looseObject({
  transaction_id: z.string().min(1),
  bonus_checks: z.array(z.string().min(1)).min(1),
})

/** Its body is assumed: which checks, and the receipt that pays with them. */
async function spendingOf(request: Request): Promise<Spending> {
  const { success, data } = wanted.safeParse(await sentJson(request))
  if (!success)
    throw refusal(
      'It is not said which bonus checks are meant, and of which receipt.',
      'Expected are `transaction_id` and the ids in `bonus_checks`.',
    )
  return {
    receipt: data.transaction_id,
    store: decodedHeader(request, 'store-id'),
    checks: data.bonus_checks.map((id) => ({ id })),
  }
}

const redeem: Route = async (context, request) => {
  await redeemChecks(context, context.params['id'] ?? '', await spendingOf(request))
  return Response.json(true)
}

const undoRedeem: Route = async (context, request) => {
  await takeBackChecks(context, await spendingOf(request))
  return Response.json(true)
}

const noRegister: Route = async () => Response.json([])

const consents: Route = async ({ config }) =>
  Response.json(
    (config.till?.consents ?? []).map(({ id, name, description = '', ticked = false }) => ({
      consent_id: id,
      name,
      description,
      value: ticked,
    })),
  )

/**
 * What the newer form asks, by method and path. Documented are the search and the registration; the others exist under
 * paths that are assumed, and `unknown.routes` adds to them.
 *
 * @see https://developer.sitoo.com/spi-crm-v2/overview (read 2026-11-25)
 */
export const customerRoutes: Surface<Settings>['routes'] = {
  'GET /customers': findCustomer,
  'POST /customers': addCustomer,
  'GET /customers/:id': oneCustomer,
  'PUT /customers/:id': changeCustomer,
  'GET /customers/:id/transactions': customerPurchases,
  'POST /customers/:id/redeem_items': redeem,
  'POST /customers/:id/undo_redeem_items': undoRedeem,
  'GET /lookup_customers': noRegister,
  'GET /consents': consents,
}
