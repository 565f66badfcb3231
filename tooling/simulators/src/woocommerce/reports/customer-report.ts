import { resources } from '../documents/resources.ts'
import { isJsonObject, textOr, type JsonObject } from '../json.ts'
import type { Document, Store } from '../store/store.ts'
import type { OrderFacts } from './order-facts.ts'

/** Everybody who has an account, and the guests who bought: the one place in the API where these are people. */
export function customerRows(
  store: Store,
  facts: readonly OrderFacts[],
  root: string,
): readonly JsonObject[] {
  const bought = new Map<string, OrderFacts[]>()
  for (const fact of facts) {
    const known = bought.get(fact.customer)
    if (known === undefined) bought.set(fact.customer, [fact])
    else known.push(fact)
  }
  const registered = store.documents.customers
    .sorted('id')
    .filter(({ status }) => status === 'customer')
    .map((document) => registeredRow(store, document, bought.get(String(document.id)) ?? [], root))
  const guests = [...bought].flatMap(([customer, own], position) => {
    const [first] = own
    if (first === undefined || /^\d+$/u.test(customer)) return []
    const order = store.orders.get(first.parentId || first.orderId)
    const billing = order === undefined ? {} : { ...store.contentOf(order).billing }
    return [
      {
        id: 10_000_000 + position,
        user_id: 0,
        username: '',
        ...personOf(billing),
        ...placeOf(billing),
        date_registered: null,
        ...buyingOf(store, own, first.at),
        date_registered_gmt: null,
      },
    ]
  })
  return [...registered, ...guests]
}

function registeredRow(
  store: Store,
  document: Document,
  own: readonly OrderFacts[],
  root: string,
): JsonObject {
  const row = resources.customers.row(store, document)
  const billing = isJsonObject(row['billing']) ? row['billing'] : {}
  return {
    id: document.id,
    user_id: document.id,
    username: row['username'] ?? '',
    ...personOf({ ...billing, ...row }),
    ...placeOf(billing),
    date_registered: store.time.local(document.createdAt),
    ...buyingOf(store, own, document.createdAt),
    date_registered_gmt: store.time.gmt(document.createdAt),
    _links: {
      customer: [{ href: `${root}/wc-analytics/customers/${document.id}` }],
      collection: [{ href: `${root}/wc-analytics/customers` }],
    },
  }
}

function personOf(row: JsonObject): JsonObject {
  const [firstName, lastName] = [textOr(row['first_name'], ''), textOr(row['last_name'], '')]
  return {
    name: `${firstName} ${lastName}`.trim(),
    first_name: firstName,
    last_name: lastName,
    email: row['email'] ?? '',
  }
}

function placeOf(billing: JsonObject): JsonObject {
  const { country = '', city = '', state = '', postcode = '' } = billing
  return { country, city, state, postcode }
}

/** The two dates of the last activity are the wrong way round, as recorded: the local one says GMT, and the other way. */
function buyingOf(store: Store, facts: readonly OrderFacts[], since: number): JsonObject {
  const orders = facts.filter(({ parentId }) => parentId === 0)
  const last = Math.max(since, ...orders.map(({ createdAt }) => createdAt))
  const spent = facts.reduce((sum, { total }) => sum + total, 0)
  return {
    date_last_active: store.time.gmt(last),
    date_last_order: orders.length === 0 ? null : store.time.local(last).replace('T', ' '),
    orders_count: orders.length,
    total_spend: spent,
    avg_order_value: orders.length === 0 ? 0 : spent / orders.length,
    date_last_active_gmt: store.time.local(last),
  }
}
