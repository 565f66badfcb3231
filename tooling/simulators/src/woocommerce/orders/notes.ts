import type { Resource } from '../documents/resource.ts'
import { refusal } from '../rest/answer.ts'

/** Notes on an order: all at once, the newest first. To add one does not change the order. */
export const notes: Resource = {
  kind: 'notes',
  path: 'orders/#/notes',
  parameters: {
    context: { type: 'string', enum: ['view', 'edit'], default: 'view' },
    type: { type: 'string', enum: ['any', 'customer', 'internal'], default: 'any' },
  },
  dates: { created: false, modified: false },
  orderings: { id: 'id' },
  defaultOrder: 'desc',
  matches(query) {
    const asked = query.get('type') ?? 'any'
    return ({ fields }) =>
      asked === 'any' || (fields['customer_note'] === true) === (asked === 'customer')
  },
  row: (store, { id, createdAt, fields }) => ({
    id,
    author: fields['author'] ?? 'WooCommerce',
    date_created: store.time.local(createdAt),
    date_created_gmt: store.time.gmt(createdAt),
    note: fields['note'] ?? '',
    customer_note: fields['customer_note'] ?? false,
  }),
  defaults: { note: '', customer_note: false, author: 'WooCommerce' },
  links: (document, root) => ({ up: [{ href: `${root}/wc/v3/orders/${document.parent}` }] }),
  allow: ['GET', 'DELETE'],
  invalidId: refusal(404, 'woocommerce_rest_order_invalid_id', 'Invalid order ID.'),
  firstStatus: '',
  noTrash: refusal(
    501,
    'woocommerce_rest_trash_not_supported',
    'Order notes do not support trashing.',
  ),
  unpaged: 'uncounted',
}
