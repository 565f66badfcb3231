import type { Context } from '@cartograph/core'
import * as z from 'zod'
import { theList } from './lists.ts'
import type { Settings } from './settings.ts'
import { readSublist } from './sublists.ts'

export const shownShop = z.looseObject({ id: z.coerce.number(), name: z.string() })

const shopsFreshMs = 60_000

/** The id of a shop of the list, by its name or as it is. */
export async function shopId(
  context: Context<Settings>,
  nameOrId: string,
): Promise<string | undefined> {
  const shops = await context.memo(`shops ${context.config.list}`, shopsFreshMs, async () => {
    const { id } = await theList(context)
    const read = await readSublist(context, id, 'shops', shownShop)
    return read.map((shop) => ({ id: shop.id, name: shop.name }))
  })
  const found = shops.find(({ id, name }) => name === nameOrId || String(id) === nameOrId)
  return found === undefined ? undefined : String(found.id)
}
