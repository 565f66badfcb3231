import { removeWithAll } from '../changes/removal.ts'
import { kinds } from '../kinds/kinds.ts'
import { ok } from './answer.ts'
import { missing } from './list-window.ts'
import type { Route } from './route.ts'
import { deletedRow } from './view.ts'

const { path, permission, object } = kinds.customers

/**
 * A customer is deleted for good, and whoever asks a second time is told that there is none.
 *
 * @see https://docs.stripe.com/api/customers/delete (read 2026-11-25)
 */
export const customerDeletion: Route = {
  method: 'DELETE',
  path: `/v1/${path}/*`,
  permission,
  answer({ account, ids: [id = ''] }) {
    if (account.tables.customers.get(id) === undefined) throw missing(object, id, 'id')
    removeWithAll(account, 'customers', id)
    return ok(deletedRow('customers', id))
  },
}
