import { createHash } from 'node:crypto'

import { byText } from '../catalogue/products.ts'
import { metaOf } from '../documents/meta.ts'
import type { Resource } from '../documents/resource.ts'
import { isJsonObject, textOr, type JsonObject } from '../json.ts'
import { refusal } from '../rest/answer.ts'
import { listParameters } from '../rest/list-parameters.ts'
import type { Document, Store } from '../store/store.ts'

const orderBy = ['id', 'include', 'name', 'registered_date']
const address = {
  first_name: '',
  last_name: '',
  company: '',
  address_1: '',
  address_2: '',
  city: '',
  postcode: '',
  country: '',
  state: '',
}

/** Accounts. Guests are none. Nothing here can be asked by date: what looks like it is ignored. */
export const customers: Resource = {
  kind: 'customers',
  path: 'customers',
  parameters: {
    ...listParameters({ dates: 'none', orderBy, orderByDefault: 'name', orderDefault: 'asc' }),
    email: { type: 'string', format: 'email' },
    role: {
      type: 'string',
      enum: [
        'all',
        'administrator',
        'editor',
        'author',
        'contributor',
        'subscriber',
        'customer',
        'shop_manager',
      ],
      default: 'customer',
    },
  },
  dates: { created: false, modified: false },
  orderings: { name: byText('username'), id: 'id', include: 'id', registered_date: 'date' },
  defaultOrder: 'asc',
  matches(query) {
    const role = query.get('role') ?? 'customer'
    const email = query.get('email')?.toLowerCase()
    return (document) =>
      (role === 'all' || document.status === role) &&
      (email === undefined || textOr(document.fields['email'], '').toLowerCase() === email)
  },
  row: customerRow,
  defaults: {
    email: '',
    first_name: '',
    last_name: '',
    username: '',
    billing: { ...address, email: '', phone: '' },
    shipping: { ...address, phone: '' },
    is_paying_customer: false,
    meta_data: [],
  },
  // Who may see it is asked first, so the answer does not say what else could be done.
  invalidId: { ...refusal(404, 'wc_user_invalid_id', 'Invalid user ID.'), early: true },
  event: 'customer',
  firstStatus: 'customer',
  noTrash: refusal(
    501,
    'woocommerce_rest_trash_not_supported',
    'Customers do not support trashing.',
  ),
}

function customerRow(store: Store, document: Document): JsonObject {
  const { local, gmt } = store.time
  const { id, createdAt, modifiedAt, status, fields } = document
  const { billing, shipping, ...rest } = { ...customers.defaults, ...fields }
  const email = textOr(rest['email'], '')
  // An account that was never changed since WordPress was set up has no modified date.
  const isOld = modifiedAt === 0
  return {
    id,
    date_created: local(createdAt),
    date_created_gmt: gmt(createdAt),
    date_modified: isOld ? null : local(modifiedAt),
    date_modified_gmt: isOld ? null : gmt(modifiedAt),
    role: status,
    ...rest,
    billing: filled(customers.defaults['billing'], billing),
    shipping: filled(customers.defaults['shipping'], shipping),
    avatar_url: `https://secure.gravatar.com/avatar/${createHash('sha256').update(email.trim().toLowerCase()).digest('hex')}?s=96&d=mm&r=g`,
    meta_data: metaOf(document),
  }
}

function filled(empty: JsonObject[string] | undefined, given: JsonObject[string] | undefined) {
  return { ...(isJsonObject(empty) && empty), ...(isJsonObject(given) && given) }
}
