import type { JsonObject } from '@cartograph/core'
import type { WrittenRow } from '../../customers/testing/commerce-rows.ts'
import {
  ledgerCarts,
  ledgerDisputes,
  ledgerOrders,
  ledgerPayments,
  ledgerRefunds,
} from './ledger-rows.ts'

/** The ledger that was worked out on paper, as rows of a store. */
export const ledgerStoreRows: readonly WrittenRow[] = [
  ...written('order', ledgerOrders),
  ...written('refund', ledgerRefunds),
  ...written('payment', ledgerPayments),
  ...written('dispute', ledgerDisputes),
  ...written('cart', ledgerCarts),
  {
    entity: 'store',
    id: 'shop:berlin',
    row: { connection: 'shop', timeZone: 'Europe/Berlin', country: 'DE' },
  },
  { entity: 'product', id: 'shop:mug', row: { connection: 'shop', currency: 'EUR', cost: 400 } },
  { entity: 'product', id: 'shop:lamp', row: { connection: 'shop', currency: 'EUR', cost: 3000 } },
]

function written(entity: string, rows: readonly { readonly id: string }[]): readonly WrittenRow[] {
  return rows.map((row) => ({ entity, id: row.id, row: row as unknown as JsonObject }))
}
