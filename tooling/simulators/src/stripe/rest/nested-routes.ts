import { isJsonObject, type StripeObject } from '../json.ts'
import { kindOf } from '../kinds/kinds.ts'
import { nestedLists, nestedRows, type NestedList } from '../kinds/nested-lists.ts'
import { ok } from './answer.ts'
import { listIn } from './form.ts'
import { missing, paging } from './list-window.ts'
import { rowsPage } from './list.ts'
import { expectKnown, missingParameter } from './parameters.ts'
import type { Call, Route } from './route.ts'
import { expandPaths, shownRow } from './view.ts'

/** The lists that hang on objects, and single rows of them. */
export const nestedRoutes: readonly Route[] = [
  ...nestedLists.flatMap((list) => [nestedListRoute(list), nestedRowRoute(list)]),
  subscriptionItems(),
  subscriptionItem(),
]

function nestedListRoute(list: NestedList): Route {
  const kind = kindOf(list.of)
  const address = `/v1/${kind.path}/*/${list.field}`
  return {
    method: 'GET',
    path: address,
    permission: kind.permission,
    answer(call) {
      const rows = nestedRows(call.account, list, parentOf(call, list))
      const url = address.replace('*', call.ids[0] ?? '')
      const { query, account, version } = call
      // Payment methods can be asked for by their type here too.
      const known = list.rows === 'payment_methods' ? ['type', 'allow_redisplay'] : []
      const { type } = query
      return ok(
        rowsPage({
          rows: rows.filter((row) => type === undefined || row['type'] === type),
          query,
          view: { account, version },
          url,
          object: list.field,
          known,
        }),
      )
    },
  }
}

function nestedRowRoute(list: NestedList): Route {
  const kind = kindOf(list.of)
  return {
    method: 'GET',
    path: `/v1/${kind.path}/*/${list.field}/*`,
    permission: kind.permission,
    answer(call) {
      const id = call.ids[1] ?? ''
      const rows = nestedRows(call.account, list, parentOf(call, list))
      return shown(
        call,
        rows.find((row) => row.id === id),
        list.field,
      )
    },
  }
}

function parentOf({ account, ids: [id = ''] }: Call, list: NestedList): StripeObject {
  const parent = account.tables[list.of].get(id)
  if (parent === undefined) throw missing(kindOf(list.of).object, id, 'id')
  return parent
}

/** `/v1/subscription_items` lists those of one subscription. */
function subscriptionItems(): Route {
  return {
    method: 'GET',
    path: '/v1/subscription_items',
    permission: 'subscription',
    answer({ account, query, version }) {
      expectKnown(query, [...paging, 'subscription'])
      const { subscription: id } = query
      if (typeof id !== 'string') throw missingParameter('subscription')
      const subscription = account.tables.subscriptions.get(id)
      if (subscription === undefined) throw missing('subscription', id, 'subscription')
      return ok(
        rowsPage({
          rows: itemsIn(subscription),
          query,
          view: { account, version },
          url: '/v1/subscription_items',
          object: 'subscription_item',
          known: ['subscription'],
        }),
      )
    },
  }
}

function subscriptionItem(): Route {
  return {
    method: 'GET',
    path: '/v1/subscription_items/*',
    permission: 'subscription',
    answer(call) {
      const { tables } = call.account
      const id = call.ids[0] ?? ''
      for (let position = 0; position < tables.subscriptions.length; position += 1) {
        const found = itemsIn(tables.subscriptions.at(position).row()).find((row) => row.id === id)
        if (found !== undefined) return shown(call, found, 'subscription_item')
      }
      throw missing('subscription_item', id, 'id')
    },
  }
}

function itemsIn(subscription: StripeObject): readonly StripeObject[] {
  const { items } = subscription
  if (!Array.isArray(items)) return []
  return items.filter((item): item is StripeObject => isJsonObject(item))
}

function shown(call: Call, row: StripeObject | undefined, object: string) {
  const { account, version, query, ids } = call
  if (row === undefined) throw missing(object, ids.at(-1) ?? '', 'id')
  expectKnown(query, ['expand'])
  const expand = expandPaths(listIn(query['expand']), undefined)
  return ok(shownRow(row, { account, version, expand }))
}
