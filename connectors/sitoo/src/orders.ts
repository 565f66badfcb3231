import { upserts, type Change, type Context, type Page } from '@cartograph/core'
import * as z from 'zod'
import { assumptionsOf } from './assumptions.ts'
import { askAll, askPage, type Query } from './client.ts'
import { completedOrders } from './order-completion.ts'
import { orderFields, orderRow, type OrderRow } from './order-row.ts'
import { eshopIdOf, kit, type Settings } from './settings.ts'

/** More orders that are left open are not remembered; the oldest fall out, and events tell of them. */
const mostOpen = 2_000
const rechecked = 100

const orderPosition = z.strictObject({
  /** Up to this number orders have been read. */
  after: z.int().min(0),
  /** The numbers of orders that were open when they were read last. */
  open: z.array(z.int()),
  /** Where the run under way is with looking at those again; `null` once it reads new ones. */
  rechecking: z.int().nullable(),
})
type OrderPosition = z.infer<typeof orderPosition>

const numbers = z.looseObject({ orderid: z.int(), orderstateid: z.int().optional() })

/**
 * Every receipt and order, by number.
 *
 * Orders have no date of change. New ones have higher numbers than all before, whatever their date: a till that was offline
 * sends earlier sales later. What was left open is looked at again in every run; other changes are told by events. A receipt that
 * takes something back makes the order that it names stale. Orders are cancelled, never deleted.
 */
export const orders = kit.stream({
  schema: orderRow,
  key: (row) => row.orderid,
  deletes: 'never',
  affects: ({ creditorderid }) =>
    typeof creditorderid === 'number' ? [{ stream: 'orders', key: [creditorderid] as const }] : [],
  list: {
    params: z.null(),
    position: orderPosition,
    paging: 'stable',
    async *plan() {
      yield { params: null, tail: true }
    },
    async *read(context, _slice, from) {
      let here = begun(from)
      while (here.rechecking !== null) {
        const page = await recheckedPage(context, here)
        here = page.next
        if (page.items.length > 0) yield page
      }
      yield* newOrders(context, here)
    },
  },
  get: {
    maxKeys: rechecked,
    async read(context, keys) {
      const found = await byNumber(
        context,
        keys.map(([key]) => Number(key)),
      )
      const known = new Map(found.map((row) => [row.orderid, row]))
      return keys.map(([key]) => known.get(Number(key)) ?? null)
    },
  },
})

function begun(from: OrderPosition | undefined): OrderPosition {
  return from ?? { after: 0, open: [], rechecking: null }
}

/** Looks again at some of the orders that were open; those that are open still stay remembered. */
async function recheckedPage(
  context: Context<Settings>,
  here: OrderPosition,
): Promise<Page<Change<OrderRow>, OrderPosition>> {
  const { open, rechecking } = here
  const left = open.filter((id) => id > (rechecking ?? 0))
  const chunk = left.slice(0, rechecked)
  const last = chunk.at(-1)
  if (last === undefined) return { items: [], next: { ...here, rechecking: null } }
  const rows = await byNumber(context, chunk)
  const still = new Set(rows.filter(isOpen).map(({ orderid }) => orderid))
  const isDone = chunk.length === left.length
  return {
    items: upserts(rows),
    next: {
      ...here,
      open: open.filter((id) => !chunk.includes(id) || still.has(id)),
      rechecking: isDone ? null : last,
    },
  }
}

async function* newOrders(
  context: Context<Settings>,
  from: OrderPosition,
): AsyncGenerator<Page<Change<OrderRow>, OrderPosition>> {
  let here = from
  for (;;) {
    const { rows, total } = await askPage(
      context,
      { path: 'orders', query: listQuery(context.config, here.after) },
      0,
    )
    const found = await completedOrders(context, rows)
    const last = rows.at(-1)
    here = {
      after: last === undefined ? here.after : numbers.parse(last).orderid,
      open: withOpen(here.open, found),
      rechecking: null,
    }
    const isEnd = rows.length === 0 || rows.length >= total
    yield {
      items: upserts(found),
      next: isEnd ? atRest(context.config, here, last !== undefined) : here,
      ...(isEnd && { end: true }),
    }
    if (isEnd) return
  }
}

/**
 * Where the next run begins: with what was left open, and then some numbers back, for a number may become visible after a
 * higher one.
 */
function atRest(config: Settings, here: OrderPosition, hasRead: boolean): OrderPosition {
  const back = hasRead ? assumptionsOf(config).lateOrders : 0
  return { ...here, after: Math.max(0, here.after - back), rechecking: 0 }
}

function listQuery(config: Settings, after: number): Query {
  const { startDate } = config
  return {
    eshopid: String(eshopIdOf(config)),
    orderidfrom: String(after + 1),
    sort: 'orderid',
    fields: orderFields.join(','),
    ...(startDate !== undefined && { orderdatefrom: String(Date.parse(startDate) / 1000) }),
  }
}

function withOpen(open: readonly number[], found: readonly OrderRow[]): number[] {
  const all = new Set(open)
  for (const row of found)
    if (isOpen(row)) all.add(row.orderid)
    else all.delete(row.orderid)
  return [...all].toSorted((one, other) => one - other).slice(-mostOpen)
}

function isOpen({ orderstateid }: OrderRow): boolean {
  return orderstateid === 0
}

async function byNumber(
  context: Context<Settings>,
  ids: readonly number[],
): Promise<readonly OrderRow[]> {
  const query = {
    eshopid: String(eshopIdOf(context.config)),
    orderid: ids.join(','),
    sort: 'orderid',
    fields: orderFields.join(','),
  }
  const rows = await completedOrders(context, await askAll(context, { path: 'orders', query }))
  const { startDate } = context.config
  const first = startDate === undefined ? 0 : Date.parse(startDate) / 1000
  return rows.filter(({ orderdate }) => orderdate >= first)
}
