import type { Context } from '@cartograph/core'
import * as z from 'zod'
import { askHeyloyalty, parsedAs } from './client.ts'
import type { Settings } from './settings.ts'

/** The shops, segments or webhooks of a list: bare, or below their name. */
export async function readSublist<Row>(
  context: Context<Settings>,
  listId: number,
  kind: 'shops' | 'segments' | 'webhooks',
  row: z.ZodType<Row>,
): Promise<readonly Row[]> {
  const route = `/lists/{id}/${kind}`
  const answer = await askHeyloyalty(context, { path: `/lists/${listId}/${kind}`, route })
  const rows = z.array(row)
  const named = z.looseObject({ [kind]: rows })
  const shown = parsedAs(z.union([rows, named]), answer, route)
  return Array.isArray(shown) ? shown : (shown[kind] as readonly Row[])
}
