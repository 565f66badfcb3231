import type { Context } from '@cartograph/core'
import * as z from 'zod'
import { ask } from './client.ts'
import type { Settings } from './settings.ts'

const statusRow = z.looseObject({ slug: z.string(), name: z.string() })

/** The statuses of orders that the shop has, those of extensions included; empty where it does not tell. */
export async function shopStatuses(
  context: Context<Settings>,
): Promise<readonly { readonly slug: string; readonly name: string }[]> {
  const { json } = await ask(context, { path: 'orders/statuses', expect: [401, 403, 404] })
  const found = z.array(statusRow).safeParse(json)
  if (!found.success) return []
  return [
    ...found.data.map(({ slug, name }) => ({ slug, name })),
    // Part of no list, and of every shop.
    { slug: 'trash', name: 'Trash' },
  ]
}
