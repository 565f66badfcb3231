import type { SimulatedShop } from '../../shop/shop.ts'
import type { StripeObject } from '../json.ts'
import type { KindName } from '../kinds/kinds.ts'
import type { Account } from '../store/account.ts'
import { customerRow } from './customer-rows.ts'
import {
  balanceOfSale,
  chargeOfSale,
  customerOf,
  decidedAt,
  intentOfSale,
  methodOfSale,
  saleIds,
  type Making,
} from './sale-rows.ts'
import { salesOf, secondsOf, type Sale } from './sale.ts'

/** Fills an account with what a shop has sold so far. */
export function seedShop(account: Account, shop: SimulatedShop, seed: number): void {
  const making: Making = {
    seed,
    livemode: account.livemode,
    into: account.currency,
    country: account.country,
    now: () => account.now(),
    metadataOf: (orderId) => ({ order_key: `wc_order_${orderId}` }),
  }
  for (const customer of shop.customers()) {
    if (customer.storeId !== 'web') continue
    const row = customerRow(making, customer)
    account.tables.customers.put({
      id: row.id,
      created: secondsOf(customer.createdAt),
      row: () => row,
    })
  }
  for (const sale of salesOf(shop)) seedSale(account, making, sale)
}

function seedSale(account: Account, making: Making, sale: Sale): void {
  const ids = saleIds(making, sale)
  const put = (
    kind: KindName,
    id: string,
    created: number,
    row: () => StripeObject,
    parent: string | null,
  ) => {
    account.tables[kind].put({ id, created, row, ...(parent !== null && { parent }) })
  }
  const customer = customerOf(making, sale)
  const at = decidedAt(sale)
  put('payment_intents', ids.intent, sale.placedAt, () => intentOfSale(making, sale), customer)
  if (sale.outcome !== 'paid' && sale.outcome !== 'failed') return
  put('charges', ids.charge, at, () => chargeOfSale(making, sale), customer)
  if (sale.outcome !== 'paid') return
  put('payment_methods', ids.method, at, () => methodOfSale(making, sale), customer)
  put('balance_transactions', ids.balance, at, () => balanceOfSale(making, sale), ids.charge)
}
