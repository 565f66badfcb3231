import type { KeptEvent } from '../events/event-log.ts'
import { kinds } from '../kinds/kinds.ts'
import { thinEvent, thinId } from '../webhooks/payload.ts'
import type { World } from '../world.ts'
import { failure, ok } from './answer.ts'
import type { Call, Route } from './route.ts'

const mostOfPage = 100

/** Thin events of the last thirty days, newest first. */
export function thinEventRoutes({ logs }: World): readonly Route[] {
  const { permission } = kinds.events
  const shown = ({ account }: Call): readonly KeptEvent[] =>
    (logs.get(account)?.visible() ?? []).toReversed()
  return [
    {
      method: 'GET',
      path: '/v2/core/events',
      permission,
      answer(call) {
        const { account, query } = call
        const limit = Math.min(mostOfPage, Number(query['limit'] ?? 20))
        const from = Number(query['page'] ?? 0)
        const events = shown(call)
        const next = from + limit
        return ok({
          data: events.slice(from, next).map((event) => thinEvent(account, event, false)),
          next_page_url:
            next < events.length ? `/v2/core/events?limit=${limit}&page=${next}` : null,
          previous_page_url: null,
        })
      },
    },
    {
      method: 'GET',
      path: '/v2/core/events/*',
      permission,
      answer(call) {
        const { account, ids } = call
        const found = shown(call).find(({ id }) => thinId(id) === ids[0])
        if (found === undefined) {
          return failure(404, { code: 'not_found', message: `No such event: '${ids[0] ?? ''}'` })
        }
        return ok(thinEvent(account, found, false))
      },
    },
  ]
}
