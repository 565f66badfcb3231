import { upserts, type Context, type JsonObject, type Key } from '@cartograph/core'
import * as z from 'zod'
import { askObject, type StripeObject } from './client.ts'
import type { ChildKind } from './kind.ts'
import { askParentList, innerListOf } from './parent-list.ts'
import { kit, type Settings } from './settings.ts'

type ParentRow = JsonObject & { readonly id: string }
// A row of the store is JSON, which the library's loose objects do not know.
const parentRow = z.looseObject({ id: z.string() }) as unknown as z.ZodType<ParentRow>
const position = z.object({ after: z.string().nullable() })

/**
 * The stream of a kind that is listed for one parent at a time.
 *
 * Where the parent's row has the whole list, nothing is asked; Stripe gives the first ten with it. A parent that is gone by
 * now has no children: that it is gone, an event tells later.
 */
export function childStream(kind: ChildKind) {
  const { schema, list, field, parentField, getPath, deletes, of, permission } = kind
  const owned = (rows: readonly StripeObject[], parent: string) =>
    upserts(rows.map((row) => ({ ...row, [parentField]: row[parentField] ?? parent })))
  return kit.stream<StripeObject, ParentRow, z.infer<typeof position>>({
    schema,
    key: (row) => row.id,
    deletes,
    permissions: [`${permission.label}: Read`],
    list: {
      params: parentRow,
      position,
      paging: 'stable',
      plan: { eachOf: of, backfill: 'all' },
      async *read(context, { params: parent }, from) {
        const inner = field === undefined ? undefined : innerListOf(parent, field)
        if (inner !== undefined && !inner.has_more) {
          yield { items: owned(inner.data, parent.id), next: { after: null }, end: true }
          return
        }
        for (let after = from?.after ?? null; ;) {
          const page = await askParentList(context, list, parent.id, after ?? undefined)
          if (page === 'gone') {
            yield { items: [], next: { after: null }, end: true }
            return
          }
          after = page.data.at(-1)?.id ?? after
          yield { items: owned(page.data, parent.id), next: { after }, end: !page.has_more }
          if (!page.has_more) return
        }
      },
    },
    ...(getPath !== undefined && {
      get: {
        maxKeys: 10,
        read: (context, keys) =>
          Promise.all(keys.map((key) => readChild(context, key, { getPath, parentField }))),
      },
    }),
  })
}

/** One that belongs to nobody any more, such as a detached payment method, is in no list, and so is gone. */
async function readChild(
  context: Context<Settings>,
  [id]: Key,
  { getPath, parentField }: { readonly getPath: `/v1/${string}`; readonly parentField: string },
): Promise<StripeObject | null> {
  const row = await askObject(context, { route: `${getPath}/:id`, id: String(id) })
  return row?.[parentField] === null ? null : row
}
