import type { Context } from '@cartograph/core'
import * as z from 'zod'
import { askAll, parsedAs } from './client.ts'
import { familiesOf } from './families.ts'
import { creditFields, orderFields, type OrderRow } from './order-row.ts'
import { picked } from './rows.ts'
import type { Settings } from './settings.ts'
import { storesOfWarehouses } from './site.ts'

/** So many numbers fit an address that every proxy lets through. */
const idsARequest = 250

const numbered = z.array(z.looseObject({ orderid: z.int() }))
const crediting = z.array(z.looseObject({ orderid: z.int(), creditorderid: z.int() }))

type Numbered = z.infer<typeof numbered>[number]

/**
 * Orders as rows: with the store of their warehouse, the families of what was sold, and the receipts that took something of
 * them back.
 */
export async function completedOrders(
  context: Context<Settings>,
  found: readonly object[],
): Promise<readonly OrderRow[]> {
  if (found.length === 0) return []
  const orders = parsedAs(numbered, found, 'orders')
  const stores = await storesOfWarehouses(context)
  const families = await familiesOf(context, [...new Set(orders.flatMap(skusOf))])
  const credits = await creditsOf(
    context,
    orders.map(({ orderid }) => orderid),
  )
  return orders.map((order) =>
    completedOrder(order, {
      orderitems: itemsOf(order).map((item) => withFamily(item, families)),
      storeid: stores[String(order['warehouseid'])] ?? null,
      credits: credits.get(order.orderid) ?? [],
    }),
  )
}

/** What else it holds is checked row by row, so that one bad row does not stop its page. */
function completedOrder(
  order: Numbered,
  more: Pick<OrderRow, 'storeid'> & {
    readonly orderitems: readonly object[]
    readonly credits: readonly object[]
  },
): OrderRow {
  const payments = order['payments']
  const placed = Array.isArray(payments) ? payments.map(withPlace) : []
  return { ...picked(order, orderFields), payments: placed, ...more } as unknown as OrderRow
}

function withPlace(payment: object, place: number): object {
  return { ...payment, place }
}

interface Item {
  readonly sku?: unknown
  readonly productid?: unknown
}

function itemsOf(order: Numbered): readonly Item[] {
  const items = order['orderitems']
  return Array.isArray(items) ? (items as readonly Item[]) : []
}

function skusOf(order: Numbered): readonly string[] {
  return itemsOf(order).flatMap(({ sku }) => (typeof sku === 'string' && sku !== '' ? [sku] : []))
}

function withFamily(item: Item, families: ReadonlyMap<number, number>): Item {
  return { ...item, familyid: families.get(Number(item.productid)) ?? null } as Item
}

/**
 * An order does not change when something of it is taken back: what was is found by its number in later receipts.
 *
 * @see https://developer.sitoo.com/api-reference/orders, filter `creditorderid` (read 2026-11-25)
 */
async function creditsOf(
  context: Context<Settings>,
  ids: readonly number[],
): Promise<ReadonlyMap<number, readonly object[]>> {
  const found = new Map<number, object[]>()
  for (let at = 0; at < ids.length; at += idsARequest) {
    const rows = await askAll(context, {
      path: 'orders',
      query: {
        creditorderid: ids.slice(at, at + idsARequest).join(','),
        sort: 'orderid',
        fields: creditFields.join(','),
      },
    })
    for (const row of parsedAs(crediting, rows, 'orders')) {
      const list = found.get(row.creditorderid) ?? []
      list.push(picked(row, creditFields))
      found.set(row.creditorderid, list)
    }
  }
  return found
}
