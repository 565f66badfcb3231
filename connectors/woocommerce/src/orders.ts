import {
  keysetPosition,
  type Context,
  type Key,
  type KeysetPosition,
  type Slice,
} from '@cartograph/core'
import { readByIds } from './by-id.ts'
import { isRefusedQuery } from './faults.ts'
import { instantOf } from './instants.ts'
import {
  asChanges,
  asKeys,
  datedPages,
  keysetStart,
  setParams,
  type DatedList,
} from './listings.ts'
import { orderFields, orderRow, type OrderRow } from './order-row.ts'
import { asTheyAre, completed, fieldsQuery, isSinceStart } from './rows.ts'
import { kit, type Settings } from './settings.ts'

/**
 * The lists that together hold every order: `any` leaves out drafts and trash, and neither can be asked for beside it.
 *
 * @see https://github.com/woocommerce/woocommerce/pull/63743 (read 2026-11-22)
 */
const wholeShop = ['any', 'checkout-draft', 'trash']

function orderSets({ statuses, drafts }: Settings): readonly string[] {
  if (statuses !== undefined) return [statuses.join(',')]
  return drafts === false ? wholeShop.filter((set) => set !== 'checkout-draft') : wholeShop
}

/** Whether the settings want an order: what they do not want counts as gone, as it does in a sweep. */
function wants(config: Settings, order: OrderRow): boolean {
  const { statuses, drafts } = config
  const { status } = order
  if (!isSinceStart(config, order)) return false
  if (statuses !== undefined) return statuses.includes(status)
  return drafts !== false || status !== 'checkout-draft'
}

/**
 * Every order in every status.
 *
 * The instant of change is its version, although a refund that is taken back does not move it and HPOS moves it without a
 * change: it never falls while the order changes, and of two rows with the same instant the later observation stands. An
 * order in the trash stays a row, with status `trash`; only what the shop no longer knows at all is deleted.
 */
export const orders = kit.stream({
  schema: orderRow,
  key: (row) => row.id,
  version: (row) => instantOf(row.date_modified_gmt) ?? 0,
  deletes: 'absent',
  // The order names its refunds, and a refund can be dated back, where its own list would not show it.
  affects: (row) => row.refunds.map(({ id }) => ({ stream: 'refunds', key: [id] as const })),
  list: {
    params: setParams,
    position: keysetPosition,
    async *plan({ config }) {
      for (const set of orderSets(config)) yield { params: { set }, tail: true }
    },
    async *read(context, slice, from) {
      yield* asChanges(ordersOf(context, slice, orderFields, from), asTheyAre)
    },
    async *keys(context, slice, from) {
      const walk = ordersOf(context, slice, 'id,date_modified_gmt', from)
      yield* asKeys(walk, ({ id }): Key => [id])
    },
  },
  get: {
    maxKeys: 100,
    async read(context, keys) {
      const fields = fieldsQuery(context.config, orderFields)
      const rows = await readByIds<OrderRow>(context, keys, {
        path: 'orders',
        lists: orderSets(context.config).map((status) => completed(fields, { status })),
        single: fields,
      })
      return rows.map((row) => (row !== null && wants(context.config, row) ? row : null))
    },
  },
})

async function* ordersOf(
  context: Context<Settings>,
  { params: { set } }: Slice<{ set: string }>,
  fields: string,
  from: KeysetPosition | undefined,
) {
  const { config } = context
  const list: DatedList = {
    path: 'orders',
    query: { ...fieldsQuery(config, fields), status: set },
    by: 'modified',
    startDate: config.startDate,
  }
  try {
    yield* datedPages<OrderRow>(context, list, from)
  } catch (error) {
    // Older shops know no drafts of the check-out, and have none.
    if (set !== 'checkout-draft' || !isRefusedQuery(error)) throw error
    yield { items: [], next: from ?? keysetStart, end: true }
  }
}
