import type { SimulatedWooCommerce } from '@cartograph/simulators/woocommerce'
import type { Deed, Pick } from '../deed.ts'

const statuses = ['pending', 'processing', 'on-hold', 'completed', 'cancelled']
/** Those with two decimals: the prices of the catalogue have them. */
const currencies = ['DKK', 'DKK', 'EUR', 'SEK']

/** What happens to orders and refunds in a shop, by hand and by its customers. */
export function orderDeeds(store: SimulatedWooCommerce, pick: Pick): readonly Deed[] {
  const { admin } = store
  const orders = new Set(store.truth('orders').map(({ id }) => Number(id)))
  const drafts: number[] = []
  const refunds = new Set(store.truth('refunds').map(({ id }) => Number(id)))
  const products = store.truth('products').map(({ id }) => Number(id))
  const customers = store.truth('customers').map(({ id }) => Number(id))
  const trashed = new Set<number>()
  const order = () => pick.from([...orders])
  const newOrder = (status: string) =>
    admin.createOrder({
      status,
      currency: pick.from(currencies),
      customer_id: pick.below(2) === 0 ? 0 : pick.from(customers),
      billing: { first_name: 'Freja', email: `guest.${pick.below(1000)}@example.com` },
      line_items: [{ product_id: pick.from(products), quantity: 1 + pick.below(4) }],
    })
  return [
    {
      name: 'orders placed',
      weight: 8,
      act: () => void orders.add(newOrder(pick.from(statuses))),
    },
    // Nobody can edit or refund an order that is not placed yet.
    {
      name: 'check-outs begun',
      weight: 2,
      act: () => void drafts.push(newOrder('checkout-draft')),
    },
    {
      name: 'check-outs finished',
      weight: 1,
      act: () => {
        const id = pick.from(drafts)
        drafts.splice(drafts.indexOf(id), 1)
        orders.add(admin.updateOrder(id, { status: 'processing' }))
      },
    },
    {
      name: 'orders edited',
      weight: 6,
      act: () => {
        const id = order()
        trashed.delete(id)
        admin.updateOrder(id, {
          status: pick.from(statuses),
          customer_note: `note ${pick.below(1000)}`,
          meta_data: [{ key: 'picked_by', value: String(pick.below(100)) }],
        })
      },
    },
    { name: 'orders touched', weight: 4, act: () => void admin.touchOrder(order()) },
    {
      name: 'orders touched at once',
      weight: 1,
      act: () => {
        const from = pick.below(orders.size)
        admin.bulkTouch([...orders].slice(from, from + 45))
      },
    },
    {
      name: 'orders trashed',
      weight: 3,
      act: () => void trashed.add(admin.trashOrder(order())),
    },
    {
      name: 'orders restored',
      weight: 3,
      act: () => void trashed.delete(admin.restoreOrder(order())),
    },
    {
      name: 'orders deleted',
      weight: 2,
      act: () => void orders.delete(admin.deleteOrder(order())),
    },
    {
      name: 'orders refunded',
      weight: 5,
      act: () => {
        // A plugin that gives back all of it silently, and takes that back, would leave a change that nobody can see.
        const byGateway = pick.below(2) === 0
        const isFull = !byGateway && pick.below(2) === 0
        const amount = isFull ? {} : { amount: `${1 + pick.below(20)}.00` }
        const id = pick.from([...orders].filter((one) => !trashed.has(one)))
        refunds.add(admin.refundOrder(id, { ...amount, byGateway, reason: 'Too late' }))
      },
    },
    {
      name: 'refunds deleted',
      weight: 2,
      act: () => {
        const id = pick.from([...refunds])
        // It may have gone with its order before.
        refunds.delete(id)
        admin.deleteRefund(id)
      },
    },
  ]
}
