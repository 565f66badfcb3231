import { kinds } from '../kinds/kinds.ts'
import type { World } from '../world.ts'
import { ok, refuse } from './answer.ts'
import { listIn } from './form.ts'
import { missing } from './list-window.ts'
import { tablePage } from './list.ts'
import type { Route } from './route.ts'
import { shownRow } from './view.ts'

const typesAtMost = 20

/** Events of the last thirty days, as far as they have shown up. */
export function eventRoutes({ logs }: World): readonly Route[] {
  const { permission } = kinds.events
  return [
    {
      method: 'GET',
      path: '/v1/events',
      permission,
      answer({ account, version, query }) {
        const types = listIn(query['types'])
        if (types.length > typesAtMost) {
          throw refuse(400, {
            message: `You may only specify up to ${typesAtMost} event types.`,
            param: 'types',
          })
        }
        if (types.length > 0 && query['type'] !== undefined) {
          throw refuse(400, {
            message: 'You may only specify one of these parameters: type, types.',
            param: 'types',
          })
        }
        const log = logs.get(account)
        return ok(
          tablePage({
            kind: kinds.events,
            table: account.tables.events,
            query,
            view: { account, version },
            isHidden: (entry) => log?.isHidden(entry) === true,
          }),
        )
      },
    },
    {
      method: 'GET',
      path: '/v1/events/*',
      permission,
      answer({ account, version, ids: [id = ''] }) {
        const table = account.tables.events
        const position = table.positionOf(id)
        const entry = position === undefined ? undefined : table.at(position)
        if (entry === undefined || logs.get(account)?.isHidden(entry) === true) {
          throw missing('event', id, 'id')
        }
        return ok(shownRow(entry.row(), { account, version, expand: [] }))
      },
    },
  ]
}
