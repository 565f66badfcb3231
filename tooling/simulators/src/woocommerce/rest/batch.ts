import { isJsonObject, type Json, type JsonObject } from '../json.ts'
import { ok, refusal, type Answer } from './answer.ts'
import { parseQuery } from './query-string.ts'
import type { Handler, RestRequest, Route } from './route.ts'

/** The endpoint that does many things at once: first it makes, then changes, then deletes, for good. */
export function batchRoute(list: Route, item: Route): Route {
  return {
    path: `${list.path}/batch`,
    PUT(request) {
      const work = ['create', 'update', 'delete'].map(
        (name) => [name, itemsIn(request.body[name])] as const,
      )
      const count = work.reduce((sum, [, items]) => sum + items.length, 0)
      if (count > 100) return tooMany
      const done = work.flatMap(([name, items]) => {
        const handler = name === 'create' ? list.POST : name === 'update' ? item.PUT : item.DELETE
        if (items.length === 0 || handler === undefined) return []
        return [[name, items.map((one) => resultOf(handler, request, one))] as const]
      })
      return ok(Object.fromEntries(done))
    },
  }
}

const tooMany = refusal(
  413,
  'woocommerce_rest_request_entity_too_large',
  'Unable to accept more than 100 items for this request.',
)

/** What went wrong with one item stands in its place; the others are done all the same. */
function resultOf(handler: Handler, request: RestRequest, item: JsonObject | number): Json {
  const isNumber = typeof item === 'number'
  const id = isNumber ? item : Number(item['id'] ?? 0)
  const answer: Answer = handler({
    ...request,
    query: parseQuery(isNumber ? 'force=true' : ''),
    body: isNumber ? {} : item,
    ids: [...request.ids, String(id)],
    path: request.path.replace(/\/batch$/u, ''),
  })
  return answer.status < 300 ? answer.body : { id, error: answer.body }
}

function itemsIn(value: Json | undefined): readonly (JsonObject | number)[] {
  if (!Array.isArray(value)) return []
  return value.filter((item: Json) => typeof item === 'number' || isJsonObject(item))
}
