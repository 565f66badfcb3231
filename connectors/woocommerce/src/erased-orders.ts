import type { Context } from '@cartograph/core'
import * as z from 'zod'
import { readOne } from './by-id.ts'
import { read, readRows } from './client.ts'
import type { Settings } from './settings.ts'

/** The shop refuses an empty address, and this is the one that WordPress itself writes over those it erases. */
export const erasedEmail = 'deleted@site.invalid'

const address = z.looseObject({
  first_name: z.string().optional(),
  last_name: z.string().optional(),
  company: z.string().optional(),
  address_1: z.string().optional(),
  address_2: z.string().optional(),
  phone: z.string().optional(),
  email: z.string().nullish(),
})

const namedOrder = z.looseObject({
  id: z.int(),
  customer_id: z.int(),
  customer_note: z.string().optional(),
  total: z.string(),
  total_tax: z.string(),
  billing: address,
  shipping: address,
})
type NamedOrder = z.infer<typeof namedOrder>

const fields = { _fields: 'id,customer_id,customer_note,total,total_tax,billing,shipping' }
const pageSize = 100

/** Those of some orders, and of those of some accounts, that still name somebody. */
export async function ordersThatName(
  context: Context<Settings>,
  known: readonly number[],
  accounts: readonly number[],
): Promise<readonly NamedOrder[]> {
  const ids = new Set(known)
  for (const account of accounts) for (const id of await idsOf(context, account)) ids.add(id)
  const found: NamedOrder[] = []
  for (const id of ids) {
    context.signal.throwIfAborted()
    const row = await readOne<unknown>(context, `orders/${id}`, fields)
    if (row !== null) found.push(namedOrder.parse(row))
  }
  return found.filter(names)
}

/** What was ordered since the last reading is not known here yet. */
async function idsOf(context: Context<Settings>, account: number): Promise<readonly number[]> {
  const ids: number[] = []
  for (let page = 1; ; page += 1) {
    const { rows } = await readRows(context, {
      path: 'orders',
      query: {
        customer: String(account),
        status: 'any',
        orderby: 'id',
        order: 'asc',
        per_page: String(pageSize),
        page: String(page),
        _fields: 'id',
      },
    })
    ids.push(
      ...z
        .array(z.looseObject({ id: z.int() }))
        .parse(rows)
        .map(({ id }) => id),
    )
    if (rows.length < pageSize) return ids
  }
}

const telling = ['first_name', 'last_name', 'company', 'address_1', 'address_2', 'phone'] as const

function names({ customer_id: account, customer_note: note, billing, shipping }: NamedOrder) {
  const isFilled = [billing, shipping].some((each) => telling.some((name) => Boolean(each[name])))
  const { email } = billing
  return account !== 0 || Boolean(note) || isFilled || Boolean(email && email !== erasedEmail)
}

/**
 * Takes off an order whose it is, and says whether its sums are the same as before.
 *
 * The shop computes an order anew when its addresses change, with today's tax rates and by country, state, postcode and town: so
 * these stay, and the sums are looked at afterwards.
 *
 * @see https://github.com/woocommerce/woocommerce, class-wc-rest-orders-controller.php, save_object (read 2026-11-25)
 */
export async function takeNamesOff(
  context: Context<Settings>,
  order: NamedOrder,
): Promise<{ readonly keptSums: boolean }> {
  const blank = Object.fromEntries(telling.map((name) => [name, '']))
  const { json } = await read(context, {
    path: `orders/${order.id}`,
    method: 'put',
    effect: 'repeatable',
    query: fields,
    body: {
      customer_id: 0,
      customer_note: '',
      billing: { ...blank, email: erasedEmail },
      shipping: blank,
    },
  })
  const after = namedOrder.parse(json)
  return { keptSums: after.total === order.total && after.total_tax === order.total_tax }
}
