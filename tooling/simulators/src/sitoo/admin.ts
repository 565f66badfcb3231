import type { Account } from './account.ts'
import type { EventQueue } from './events.ts'
import { textOf, type Json, type JsonObject } from './json.ts'
import { resources, type ResourceName } from './resources.ts'
import { putCredit, putSale, type CreditPiece, type Sale } from './sale.ts'
import { putStock } from './shop-catalogue.ts'

/** What the merchant does; sales and changes of orders are told by events. Each gives the number of what it made or changed. */
export interface Admin {
  sell(sale: Sale): number
  /** Without `pieces` all of it. `more.lines` are bought in the same receipt: an exchange. */
  giveBack(orderid: number, pieces?: readonly CreditPiece[], more?: Partial<Sale>): number
  setState(orderid: number, state: 'open' | 'closed' | 'cancelled'): number
  /** The customer asks at the till for the receipt by e-mail. */
  askForReceipt(orderid: number): void
  put(name: ResourceName, row: JsonObject, parent?: string): string | number
  change(name: ResourceName, id: string | number, change: JsonObject): string | number
  remove(name: ResourceName, id: string | number): string | number
  stock(sku: string, quantity: number, warehouseid?: number): void
  rows(name: ResourceName, parent?: string): readonly JsonObject[]
}

const stateIds = { open: 0, closed: 10, cancelled: 20 } as const

export function adminOf(account: Account, events: EventQueue): Admin {
  const told = (orderid: number, more: JsonObject) => {
    events.add('order', { eshop_id: account.eshopId, order_id: orderid, warehouse_id: 1, ...more })
    return orderid
  }
  const rowOf = (name: ResourceName, id: string | number) => {
    const row = account.table(name).get(String(id))
    if (row === undefined) throw new Error(`The simulated account has no ${name} ${id}.`)
    return row
  }
  return {
    sell: (sale) =>
      told(putSale(account, sale), {
        order_event_type: 'add',
        order_state_changed: sale.orderstateid === 0 ? 'open' : 'closed',
      }),
    giveBack: (orderid, pieces, more) =>
      told(putCredit(account, orderid, pieces, more), {
        order_event_type: 'add',
        order_state_changed: 'closed',
      }),
    setState(orderid, state) {
      const row = rowOf('orders', orderid)
      account.table('orders').put({
        ...row,
        orderstateid: stateIds[state],
        ...(state === 'closed' && { paymentstateid: 20 }),
      })
      return told(orderid, { order_event_type: 'update', order_state_changed: state })
    },
    askForReceipt(orderid) {
      told(orderid, { order_event_type: 'email-receipt' })
    },
    put(name, row, parent) {
      const { key, modified } = resources[name]
      const id = keyed(row[key]) ?? account.nextId(name, parent)
      account.table(name, parent).put({
        ...(modified !== undefined && { [modified]: account.second() }),
        ...row,
        [key]: id,
      })
      return id
    },
    change(name, id, change) {
      const { modified } = resources[name]
      const row = rowOf(name, id)
      account.table(name).put({
        ...row,
        ...change,
        ...(modified !== undefined && { [modified]: account.second() }),
      })
      return keyOf(name, row)
    },
    remove(name, id) {
      const row = rowOf(name, id)
      account.table(name).remove(String(id))
      return keyOf(name, row)
    },
    stock: (sku, quantity, warehouseid) => putStock(account, sku, quantity, warehouseid),
    rows: (name, parent) => account.table(name, parent).rows(),
  }
}

function keyed(value: Json | undefined): string | number | undefined {
  return typeof value === 'number' || typeof value === 'string' ? value : undefined
}

function keyOf(name: ResourceName, row: JsonObject): string | number {
  const { key } = resources[name]
  return keyed(row[key]) ?? textOf(row, key)
}
