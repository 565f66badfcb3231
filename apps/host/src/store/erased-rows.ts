import { dropAutomationRuns } from './automation-forgetting.ts'
import { deleteMatching, updateMatching } from './bulk-forms.ts'
import { bulk, run, type Dialect, type Work } from './database.ts'
import { holds } from './occurrences.ts'

export interface NamedRow {
  readonly entity: string
  readonly id: string
}

const buryRow = updateMatching(
  'commerce',
  ['org', 'entity', 'id'],
  ['data', 'hash', 'givers', 'deleted_at'],
)
const rewriteRow = updateMatching('commerce', ['org', 'entity', 'id'], ['data', 'hash'])

/** Takes everything out of rows that go. */
export function* emptyRows(org: string, rows: readonly NamedRow[], now: number): Work<void> {
  yield* bulk(
    buryRow,
    rows.map(({ entity, id }) => ['{}', '', 0, now, org, entity, id]),
  )
}

/** Writes rows without what told whose they were. */
export function* rewriteRows(
  org: string,
  rows: readonly (NamedRow & { readonly data: string; readonly hash: string })[],
): Work<void> {
  yield* bulk(
    rewriteRow,
    rows.map(({ entity, id, data, hash }) => [data, hash, org, entity, id]),
  )
}

const dropFacts = deleteMatching('consent_fact', ['org', 'entity', 'id'])
const dropJoins = deleteMatching('join_value', ['org', 'id'])
const forgetPayload = updateMatching('ledger', ['org', 'entity', 'id'], ['reason'], {
  otherwise: { payload: 'null' },
  // What is under way may have to be sent again as it was.
  where: "ledger.state not in ('sent', 'pending')",
})

const dropCartWatch = deleteMatching('cart_watch', ['org', 'entity', 'row_id'])
const dropCartStep = deleteMatching('cart_step', ['org', 'cart'])
const dropCartLink = deleteMatching('cart_link', ['org', 'cart'])

/** Whoever is erased had no cart: what was sent about one, and the links to it, go too. */
function* forgetCarts(org: string, rows: readonly NamedRow[]): Work<void> {
  const told = rows.filter(({ entity }) => entity === 'cart' || entity === 'event')
  yield* bulk(
    dropCartWatch,
    told.map(({ entity, id }) => [org, entity, id]),
  )
  const named = told.map(({ id }) => [org, id])
  yield* bulk(dropCartStep, named)
  yield* bulk(dropCartLink, named)
}

/** Takes out of other tables what they keep of some rows. */
export function* forgetTraces(
  dialect: Dialect,
  org: string,
  rows: readonly NamedRow[],
): Work<void> {
  yield* dropAutomationRuns(dialect, org, rows)
  const named = rows.map(({ entity, id }) => [org, entity, id])
  yield* bulk(dropFacts, named)
  yield* bulk(
    dropJoins,
    rows.map(({ id }) => [org, id]),
  )
  yield* forgetCarts(org, rows)
  yield* bulk(
    forgetPayload,
    rows.map(({ entity, id }) => [null, org, entity, id]),
  )
}

/**
 * Takes a text out of what was sent: a delivery that was at it while a person was erased has written down what it had made before.
 *
 * What is under way stays, because it may have to be sent again as it was.
 */
export function* forgetSent({ build }: Dialect, org: string, text: string): Work<void> {
  yield* run(
    build
      .updateTable('ledger')
      .set({ payload: null, reason: null })
      .where('org', '=', org)
      .where('state', 'not in', ['sent', 'pending'])
      .where((table) => table.or([holds('payload', text), holds('reason', text)])),
  )
}

/**
 * Takes away what is called after a person and is there only to say that it is gone, once everybody who had to know knows it.
 *
 * A sink that still has the item, and a follower that has not seen the change, keep their rows until the next time.
 */
export function* dropEmptyNames({ build }: Dialect, org: string, text: string): Work<void> {
  yield* run(
    build
      .deleteFrom('ledger')
      .where('org', '=', org)
      .where('state', '=', 'gone')
      .where((table) => table.or([holds('item_key', text), holds('id', text)])),
  )
  yield* run(build.deleteFrom('automation_seen').where('org', '=', org).where(holds('id', text)))
  yield* run(
    build
      .deleteFrom('change')
      .where('org', '=', org)
      .where('op', '=', 2)
      .where(holds('id', text))
      .where((table) =>
        table.not(
          table.exists(
            table
              .selectFrom('consumer')
              .select('consumer.id')
              .whereRef('consumer.org', '=', 'change.org')
              .whereRef('consumer.live', '<', 'change.seq'),
          ),
        ),
      ),
  )
  yield* run(
    build
      .deleteFrom('commerce')
      .where('org', '=', org)
      .where('deleted_at', 'is not', null)
      .where(holds('id', text))
      .where((table) =>
        table.not(
          table.exists(
            table
              .selectFrom('change')
              .select('change.id')
              .whereRef('change.org', '=', 'commerce.org')
              .whereRef('change.entity', '=', 'commerce.entity')
              .whereRef('change.id', '=', 'commerce.id'),
          ),
        ),
      ),
  )
}
