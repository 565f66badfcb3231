import type { Context } from '@cartograph/core'
import * as z from 'zod'
import { askList, type ListAnswer, type StripeObject } from './client.ts'
import type { ParentList } from './kind.ts'
import type { Settings } from './settings.ts'

/** A page of what belongs to one object, after the row with the id `after`. */
export function askParentList(
  context: Context<Settings>,
  { route, parameter }: ParentList,
  parent: string,
  after: string | undefined,
): Promise<ListAnswer> {
  return askList(context, {
    route,
    ...(parameter === undefined && { id: parent }),
    query: {
      ...(parameter !== undefined && { [parameter]: parent }),
      ...(after !== undefined && { starting_after: after }),
    },
  })
}

const innerList = z.looseObject({
  data: z.array(z.looseObject({ id: z.string() })),
  has_more: z.boolean(),
})

/** The list that stands in a field of an object, if one does. */
export function innerListOf(row: StripeObject, field: string) {
  const parsed = innerList.safeParse(row[field])
  return parsed.success ? parsed.data : undefined
}

/** The object with the whole of the list in `field`, of which an answer carries the first ten. */
export async function withWholeList(
  context: Context<Settings>,
  row: StripeObject,
  { field, rest }: { readonly field: string; readonly rest: ParentList },
): Promise<StripeObject> {
  const inner = innerListOf(row, field)
  if (inner === undefined || !inner.has_more) return row
  const data: StripeObject[] = [...inner.data]
  for (;;) {
    const page = await askParentList(context, rest, row.id, data.at(-1)?.id)
    data.push(...page.data)
    if (!page.has_more) return { ...row, [field]: { ...inner, data, has_more: false } }
  }
}
