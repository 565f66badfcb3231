import {
  keyset,
  keysetPosition,
  pages,
  pagesPosition,
  upserts,
  type Context,
  type Key,
} from '@cartograph/core'
import * as z from 'zod'
import { askMembers, readMember, rowsOf } from './known-members.ts'
import { filterQuery } from './filter-query.ts'
import { theList } from './lists.ts'
import { clockOf } from './local-time.ts'
import { memberRow, type MemberRow } from './member-shape.ts'
import { kit, type Settings } from './settings.ts'

/** Of the 5000 that Heyloyalty gives at once. */
const pageSize = 500

/** Pages by number, in the order in which members joined. */
export async function* memberPages(
  context: Context<Settings>,
  filters: readonly (readonly [string, string])[],
  from: z.infer<typeof pagesPosition> | undefined,
) {
  const { id } = await theList(context)
  yield* pages<MemberRow>({
    pageSize,
    from,
    fetch: async (page) => ({
      rows: rowsOf(
        id,
        await askMembers(context, id, [
          ['page', String(page)],
          ['perpage', String(pageSize)],
          ['orderby', 'created_at'],
          ['order', '1'],
          ...filters,
        ]),
      ),
    }),
  })
}

/** The members by their ids; `null` where there is none. */
export async function readMembers(
  context: Context<Settings>,
  keys: readonly Key[],
): Promise<readonly (MemberRow | null)[]> {
  const { id } = await theList(context)
  const rows: (MemberRow | null)[] = []
  for (const [key] of keys) rows.push(await readMember(context, id, String(key)))
  return rows
}

async function* memberKeys(
  context: Context<Settings>,
  from: z.infer<typeof pagesPosition> | undefined,
) {
  for await (const page of memberPages(context, filterQuery(context.config.only), from))
    yield { ...page, items: page.items.map(({ id }): Key => [id]) }
}

const read = {
  schema: memberRow,
  key: ({ id }: MemberRow) => id,
  deletes: 'absent',
  get: { maxKeys: 1, read: readMembers },
} as const

/** All members, read anew each time. */
export const wholeMembers = kit.stream({
  ...read,
  list: {
    params: z.null(),
    position: pagesPosition,
    async *plan() {
      yield { params: null }
    },
    async *read(context, _slice, from) {
      for await (const page of memberPages(context, filterQuery(context.config.only), from))
        yield { ...page, items: upserts(page.items) }
    },
    keys: (context, _slice, from) => memberKeys(context, from),
  },
})

/**
 * Those that changed since, for accounts that filter by it; which of them is not documented.
 *
 * The clocks of Heyloyalty are taken as they are shown. Where they go back, an hour is read twice.
 */
export const changedMembers = kit.stream({
  ...read,
  list: {
    params: z.null(),
    position: keysetPosition,
    async *plan() {
      yield { params: null, tail: true }
    },
    async *read(context, _slice, from) {
      const { config, run } = context
      const { id } = await theList(context)
      const again = (config.timeZone ?? 'UTC') === 'UTC' ? 0 : 7_200_000
      const walk = keyset<MemberRow>({
        pageSize,
        from,
        until: clockOf(run.until, config) - again,
        at: ({ updated_at: at }) => (at === null ? null : Date.parse(`${at.replace(' ', 'T')}Z`)),
        fetch: async ({ after, before, page }) => ({
          rows: rowsOf(
            id,
            await askMembers(context, id, [
              ['page', String(page)],
              ['perpage', String(pageSize)],
              ['orderby', 'updated_at'],
              ['order', '1'],
              ...bound('gt', after),
              ...bound('lt', before),
              ...filterQuery(config.only),
            ]),
          ),
        }),
      })
      for await (const page of walk) yield { ...page, items: upserts(page.items) }
    },
  },
})

function bound(operator: 'gt' | 'lt', at: number | null): readonly (readonly [string, string])[] {
  if (at === null) return []
  const text = new Date(at).toISOString().slice(0, 19).replace('T', ' ')
  return [[`filter[updated_at][${operator}][]`, text]]
}
