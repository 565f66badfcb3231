import type { Context } from '@cartograph/core'
import * as z from 'zod'
import { askAll, orHidden } from './client.ts'
import type { Settings } from './settings.ts'

/** So many SKUs fit an address. */
const skusARequest = 100

const member = z.looseObject({ productid: z.int(), variantparentid: z.int() })

/**
 * The products that some forms belong to, by the number of the form: a receipt names the form that was sold alone. Empty
 * where the key may not see products.
 */
export async function familiesOf(
  context: Context<Settings>,
  skus: readonly string[],
): Promise<ReadonlyMap<number, number>> {
  const families = new Map<number, number>()
  for (let at = 0; at < skus.length; at += skusARequest) {
    const query = {
      sku: skus.slice(at, at + skusARequest).join(','),
      includeinactive: 'true',
      fields: 'productid,variantparentid',
    }
    for (const row of await orHidden(askAll(context, { path: 'S/products', query }), [])) {
      const { success, data } = member.safeParse(row)
      if (success) families.set(data.productid, data.variantparentid)
    }
  }
  return families
}
