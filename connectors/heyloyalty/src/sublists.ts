import type { Context } from '@cartograph/core'
import * as z from 'zod'
import { askHeyloyalty, parsedAs } from './client.ts'
import type { Settings } from './settings.ts'

/** The shops, segments or webhooks of a list: bare, or below their name; none where the account has no such thing. */
export async function readSublist<Row>(
  context: Context<Settings>,
  listId: number,
  kind: 'shops' | 'segments' | 'webhooks',
  row: z.ZodType<Row>,
): Promise<readonly Row[]> {
  const route = `/lists/{id}/${kind}`
  const path = `/lists/${listId}/${kind}`
  const answer = await askHeyloyalty(context, { path, route, expect: [404] })
  if (answer.status === 404) return []
  const rows = z.array(row)
  const named = z.looseObject({ [kind]: rows })
  const shown = parsedAs(z.union([rows, named]), answer, route)
  return Array.isArray(shown) ? shown : (shown[kind] as readonly Row[])
}
