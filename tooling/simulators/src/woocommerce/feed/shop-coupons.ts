import type { ShopOrder } from '../../shop/order.ts'
import type { OrderEntry } from '../orders/order.ts'
import { secondOf } from '../orders/shop-order.ts'
import type { Store } from '../store/store.ts'

/** Makes the coupons that a shop's orders name, and counts who used them. */
export interface CouponFeed {
  readonly id: (code: string) => number
  note(order: ShopOrder, entry: OrderEntry): void
  /** Writes down what was counted. A coupon's modified date does not move by it. */
  settle(): void
}

/** Orders that count as a use. */
const counted: ReadonlySet<string> = new Set(['processing', 'completed', 'on-hold', 'refunded'])

export function couponFeed(store: Store): CouponFeed {
  const ids = new Map<string, number>()
  const uses = new Map<string, Map<number, string>>()
  const changed = new Set<string>()

  const make = (code: string, time: number) => {
    const id = store.nextId('post')
    ids.set(code, id)
    uses.set(code, new Map())
    const [, amount = '0'] = /(\d+)$/u.exec(code) ?? []
    store.documents.coupons.put({
      id,
      createdAt: time,
      modifiedAt: time,
      status: 'publish',
      parent: 0,
      fields: { code, amount: `${amount}.00`, discount_type: 'percent' },
    })
  }

  return {
    id: (code) => ids.get(code) ?? 0,
    note({ coupon, placedAt, email }, entry) {
      const code = coupon?.toLowerCase()
      if (code === undefined) return
      if (!ids.has(code)) make(code, secondOf(placedAt))
      const user = entry.customerId === 0 ? (email ?? '').trim() : String(entry.customerId)
      if (counted.has(entry.status)) uses.get(code)?.set(entry.id, user)
      else uses.get(code)?.delete(entry.id)
      changed.add(code)
    },
    settle() {
      for (const code of changed) {
        const coupon = store.documents.coupons.get(ids.get(code) ?? 0)
        const usedBy = [...(uses.get(code)?.values() ?? [])]
        if (coupon === undefined) continue
        const fields = { ...coupon.fields, usage_count: usedBy.length, used_by: usedBy }
        store.documents.coupons.put({ ...coupon, fields })
      }
      changed.clear()
    },
  }
}
