import { assumed, noTrashFor } from '../assumptions.ts'
import type { Resource } from '../documents/resource.ts'

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
  invalidId: assumed.invalidNote,
  firstStatus: '',
  noTrash: noTrashFor('Order notes'),
  hasParent: (store, order) => store.orders.get(order) !== undefined,
  unpaged: 'uncounted',
}
