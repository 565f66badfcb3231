import { isFault, type Context } from '@cartograph/core'
import * as z from 'zod'
import { askList, type ListAnswer, type StripeObject } from './client.ts'
import type { ParentList } from './kind.ts'
import type { Settings } from './settings.ts'

/**
 * A page of what belongs to one object, after the row with the id `after`.
 *
 * Where that row is gone the list begins anew; where the object itself is, there is none.
 */
export async function askParentList(
  context: Context<Settings>,
  { route, parameter }: ParentList,
  parent: string,
  after: string | undefined,
): Promise<ListAnswer | 'gone'> {
  try {
    return await askList(context, {
      route,
      ...(parameter === undefined && { id: parent }),
      query: {
        ...(parameter !== undefined && { [parameter]: parent }),
        ...(after !== undefined && { starting_after: after }),
      },
    })
  } catch (error) {
    if (!isFault(error) || error.kind !== 'notFound') throw error
    if (after === undefined) return 'gone'
    return askParentList(
      context,
      { route, ...(parameter !== undefined && { parameter }) },
      parent,
      undefined,
    )
  }
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

/** The object with the whole of the list in `field`, of which an answer carries the first ten; `null` if it is gone by now. */
export async function withWholeList(
  context: Context<Settings>,
  row: StripeObject,
  { field, rest }: { readonly field: string; readonly rest: ParentList },
): Promise<StripeObject | null> {
  const inner = innerListOf(row, field)
  if (inner === undefined || !inner.has_more) return row
  const rows = new Map<string, StripeObject>(inner.data.map((one) => [one.id, one]))
  let after = inner.data.at(-1)?.id
  for (;;) {
    const page = await askParentList(context, rest, row.id, after)
    if (page === 'gone') return null
    for (const one of page.data) rows.set(one.id, one)
    after = page.data.at(-1)?.id ?? after
    if (!page.has_more)
      return { ...row, [field]: { ...inner, data: [...rows.values()], has_more: false } }
  }
}
