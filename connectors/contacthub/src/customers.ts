import { keyset, keysetPosition, upserts, type Context, type Key } from '@cartograph/core'
import * as z from 'zod'
import { askContacthub, parsedAs } from './client.ts'
import { pageOf, pageSize, queryOf, readCustomer, type Atomic } from './find-customer.ts'
import { kit, searchLagOf, type Settings } from './settings.ts'
import { instantMs, shownCustomer, type ShownCustomer } from './shown-customer.ts'

type Position = z.infer<typeof keysetPosition>
/** By what customers are put in order and asked for. */
type Instant = 'updatedAt' | 'registeredAt'
const parameters = z.enum(['updatedAt', 'registeredAt'])

const page = pageOf(shownCustomer)

/** Customers of the node; lists lag behind by a minute, and a customer by id does not. */
export const customersOf = (config: Settings) =>
  kit.stream({
    schema: shownCustomer,
    key: ({ id }) => id,
    deletes: 'absent',
    staleMs: searchLagOf(config),
    grainMs: 1,
    permissions: ['Customers: read'],
    list: {
      params: parameters,
      position: keysetPosition,
      async *plan() {
        yield config.customerChanges === 'none'
          ? { params: 'registeredAt' }
          : { params: 'updatedAt', tail: true }
      },
      async *read(context, { params }, from) {
        for await (const { items, ...rest } of walk(context, params, from))
          yield { ...rest, items: upserts(items) }
      },
      async *keys(context, _slice, from) {
        // When somebody came never changes, so nobody is skipped while others come and go.
        for await (const { items, ...rest } of walk(context, 'registeredAt', from))
          yield { ...rest, items: items.map(({ id }): Key => [id]) }
      },
    },
    get: {
      maxKeys: 10,
      read: async (context, keys) => {
        const rows: (ShownCustomer | null)[] = []
        for (const [id] of keys) {
          const row = await readCustomer(context, String(id))
          rows.push(row?.nodeId === context.config.nodeId ? row : null)
        }
        return rows
      },
    },
  })

function walk(context: Context<Settings>, by: Instant, from: Position | undefined) {
  return keyset<ShownCustomer>({
    from,
    pageSize,
    grainMs: 1,
    until: context.run.until - searchLagOf(context.config),
    at: (row) => instantMs(row[by]) ?? null,
    fetch: async ({ after, before, page: number }) => {
      const conditions: readonly Atomic[] = [
        ...(after === null ? [] : [bound(by, 'GT', after)]),
        ...(before === null ? [] : [bound(by, 'LT', before)]),
      ]
      const answer = await askContacthub(context, {
        path: ['customers'],
        route: '/customers',
        query: {
          nodeId: context.config.nodeId,
          sort: `${by},asc`,
          page: String(number - 1),
          size: String(pageSize),
          ...(conditions.length > 0 && { query: queryOf(conditions) }),
        },
      })
      const told = parsedAs(page, answer)
      const total = told.page?.totalElements ?? undefined
      return { rows: told.elements, ...(total !== undefined && { total }) }
    },
  })
}

function bound(attribute: Instant, operator: 'GT' | 'LT', ms: number): Atomic {
  return { attribute, operator, value: new Date(ms).toISOString() }
}
