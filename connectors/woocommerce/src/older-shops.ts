import { childrenStream } from './children.ts'
import { eachWith, fieldsQuery } from './rows.ts'
import { withShopFacts } from './products.ts'
import { refundFields, refundRow, withOrders, type RefundRow } from './refunds.ts'
import { variationFields, variationRow, type VariationRow } from './variations.ts'

/** Variations of shops that cannot list them all: product by product. */
export const variationsOfProducts = childrenStream<VariationRow>({
  schema: variationRow,
  key: (row) => row.id,
  parents: {
    path: 'products',
    query: { type: 'variable', status: 'any', orderby: 'id', order: 'asc', _fields: 'id' },
  },
  path: (product) => `products/${product}/variations`,
  query: (config) => ({ orderby: 'id', order: 'asc', ...fieldsQuery(config, variationFields) }),
  paged: true,
  complete: (context, rows, product) =>
    withShopFacts(context, eachWith(rows, { parent_id: product })),
})

/** Refunds of shops that cannot list them all: order by order, of those that name any. */
export const refundsOfOrders = childrenStream<RefundRow>({
  schema: refundRow,
  key: (row) => row.id,
  parents: {
    path: 'orders',
    query: { status: 'any', orderby: 'id', order: 'asc', _fields: 'id,refunds' },
    hasChildren: (order) =>
      'refunds' in order && Array.isArray(order.refunds) && order.refunds.length > 0,
  },
  path: (order) => `orders/${order}/refunds`,
  query: () => ({ orderby: 'id', order: 'asc', _fields: refundFields }),
  paged: true,
  complete: (context, rows, order) => withOrders(context, eachWith(rows, { parent_id: order })),
})
