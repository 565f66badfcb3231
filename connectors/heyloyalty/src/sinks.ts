import { assumedPushSize } from './assumptions.ts'
import { pollImport } from './import-members.ts'
import { keyOf, memberItem, personOf } from './member-item.ts'
import { orderItem, type OrderItem } from './order-item.ts'
import { productDocument } from './product-document.ts'
import { productItem } from './product-item.ts'
import { pushProducts } from './push-products.ts'
import { kit, type Settings } from './settings.ts'
import { writeMembers } from './write-members.ts'
import { writeOrders } from './write-orders.ts'

const mostBytes = 2_000_000

export function sinksOf(config: Settings) {
  const { batchSize = 250, whenGone = 'keep', requestsAllowed = 5 } = config
  const { requestsWindowMs = 1_000, productFeed } = config
  return {
    members: kit.sink({
      schema: memberItem,
      key: keyOf,
      mode: 'upsert',
      deletes: whenGone !== 'keep',
      onUnknown: 'repeat',
      batch: { maxItems: batchSize, maxBytes: mostBytes },
      // Each is looked for and written, by one request each.
      timeoutMs: 60_000 + Math.ceil((2 * batchSize) / requestsAllowed) * requestsWindowMs,
      serialBy: keyOf,
      mirrors: 'members',
      subject: personOf,
      write: writeMembers,
      poll: pollImport,
    }),
    orders: orderSink(),
    refunds: orderSink(),
    products: productDocument,
    pushedProducts: kit.sink({
      schema: productItem,
      key: ({ productId }) => productId,
      mode: 'upsert',
      deletes: true,
      onUnknown: 'repeat',
      batch: {
        maxItems: productFeed?.pushSize ?? assumedPushSize,
        maxBytes: mostBytes,
        atomic: true,
      },
      write: pushProducts,
    }),
  }
}

/** Lines that are imported twice are two purchases, and nobody can ask what is there. */
function orderSink() {
  return kit.sink<OrderItem>({
    schema: orderItem,
    key: ({ key }) => key,
    mode: 'append',
    onUnknown: 'lose',
    batch: { maxItems: 500, maxBytes: mostBytes, atomic: true },
    timeoutMs: 120_000,
    subject: ({ email }) => ({ email }),
    write: writeOrders,
  })
}
