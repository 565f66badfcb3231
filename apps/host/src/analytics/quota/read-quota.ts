import { countedOrderStatuses, type Order } from '@cartograph/core'
import type { Configuration, Connection } from '../../config/index.ts'
import {
  listOrganisations,
  quotaCounts,
  rowsAfter,
  writeQuotaCounts,
  type QuotaCount,
  type Store,
} from '../../store/index.ts'
import { quotaOf, type Quota } from './quota.ts'

const dayMs = 86_400_000
const windowMs = 30 * dayMs
const hourMs = 3_600_000
const historyDays = 90
const page = 1000
const counted: ReadonlySet<string> = new Set(countedOrderStatuses)

export interface QuotaScene {
  readonly store: Store
  readonly configuration: Pick<Configuration, 'connections' | 'quota'>
  readonly now: number
  readonly signal: AbortSignal
}

/** Whether an order counts: it was paid within the last thirty days, and something was. */
export function isPaidWithin(
  { status, total, paidAt, placedAt }: Pick<Order, 'status' | 'total' | 'paidAt' | 'placedAt'>,
  now: number,
): boolean {
  const at = Date.parse(paidAt ?? placedAt)
  return counted.has(status) && total > 0 && at >= now - windowMs && at <= now
}

/** Counts the paid orders of each store of this organisation, a connection that gives orders, where that was not done within the last hour. */
export async function countQuota({ store, configuration, now, signal }: QuotaScene): Promise<void> {
  const day = Math.floor(now / dayMs)
  const kept = await store.read((dialect, org) => quotaCounts(dialect, org, day))
  const names = [...configuration.connections.values()].filter(givesOrders).map(({ id }) => id)
  const isFresh =
    kept.length === names.length &&
    kept.every(
      ({ connection, countedAt }) => names.includes(connection) && now - countedAt < hourMs,
    )
  if (isFresh) return
  const counts = new Map(names.map((name) => [name, 0]))
  for (let after = ''; ;) {
    signal.throwIfAborted()
    const rows = await store.read((dialect, org) => rowsAfter(dialect, org, 'order', after, page))
    for (const { deleted, data } of rows) {
      if (deleted) continue
      const order = JSON.parse(data) as Order
      const before = counts.get(order.connection)
      if (before !== undefined && isPaidWithin(order, now)) counts.set(order.connection, before + 1)
    }
    const last = rows.at(-1)
    if (last === undefined || rows.length < page) break
    after = last.id
  }
  await store.write((dialect, org) =>
    writeQuotaCounts(
      dialect,
      org,
      day,
      [...counts].map(([connection, paidOrders]): QuotaCount => ({
        connection,
        day,
        paidOrders,
        countedAt: now,
      })),
    ),
  )
}

function givesOrders({ mappings }: Connection): boolean {
  return mappings.some(({ to }) => 'entity' in to && to.entity === 'order')
}

/**
 * How much of the limit is used, by all organisations of the account as they were counted last.
 *
 * Those that the operator's configuration names, or, where it has a quota and names none, all of the installation. An organisation
 * without a quota of its own sees nobody else.
 */
export async function readQuota({
  store,
  configuration,
  now,
}: Omit<QuotaScene, 'signal'>): Promise<Quota> {
  const from = Math.floor(now / dayMs) - historyDays
  const { quota } = configuration
  const organisations = await store.read(function* (dialect) {
    const all = quota === undefined ? [] : yield* listOrganisations(dialect)
    const account = quota?.organisations ?? [store.organisation, ...all.map(({ id }) => id)]
    const names = [...new Set(account)]
    const found: { readonly organisation: string; readonly counts: readonly QuotaCount[] }[] = []
    for (const organisation of names)
      found.push({ organisation, counts: yield* quotaCounts(dialect, organisation, from) })
    return found
  })
  return quotaOf(organisations, quota?.paidOrders)
}
