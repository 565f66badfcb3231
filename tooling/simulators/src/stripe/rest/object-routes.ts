import { kindNames, kindOf, type KindName } from '../kinds/kinds.ts'
import { ok } from './answer.ts'
import { listIn } from './form.ts'
import { missing } from './list-window.ts'
import { tablePage } from './list.ts'
import { expectKnown } from './parameters.ts'
import type { Route } from './route.ts'
import { deletedRow, expandPaths, shownRow } from './view.ts'

/** List and retrieve, of every kind. */
export const objectRoutes: readonly Route[] = kindNames.flatMap((name) => [
  listRoute(name),
  rowRoute(name),
])

function listRoute(name: KindName): Route {
  const kind = kindOf(name)
  return {
    method: 'GET',
    path: `/v1/${kind.path}`,
    permission: kind.permission,
    answer: ({ account, version, query }) =>
      ok(
        tablePage({
          kind,
          table: account.tables[name],
          query,
          view: { account, version },
        }),
      ),
  }
}

function rowRoute(name: KindName): Route {
  const kind = kindOf(name)
  return {
    method: 'GET',
    path: `/v1/${kind.path}/*`,
    permission: kind.permission,
    answer: ({ account, version, query, ids: [id = ''] }) => {
      expectKnown(query, ['expand'])
      const expand = expandPaths(listIn(query['expand']), undefined)
      const table = account.tables[name]
      const row = table.get(id)
      if (row !== undefined) return ok(shownRow(row, { account, version, expand }))
      if (name === 'customers' && table.wasRemoved(id)) return ok(deletedRow(name, id))
      throw missing(kind.object, id, 'id')
    },
  }
}
