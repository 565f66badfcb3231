import { isFault, type Context } from '@cartograph/core'
import { askList } from './client.ts'
import { isUnknownParameter } from './faults.ts'
import type { ListedKind } from './kind.ts'
import type { Settings } from './settings.ts'

const dayMs = 86_400_000

/** What a list is asked with to be whole: what is certain, and what else Stripe turns out to know. */
export async function acceptedQuery(
  context: Context<Settings>,
  { path, query, uncertainQuery }: Pick<ListedKind, 'path' | 'query' | 'uncertainQuery'>,
): Promise<Readonly<Record<string, string>>> {
  if (uncertainQuery === undefined) return query ?? {}
  const isKnown = await context.memo(`parameters of ${path}`, dayMs, async () => {
    try {
      await askList(context, { route: path, query: { ...uncertainQuery, limit: '1' } })
      return true
    } catch (error) {
      if (isFault(error) && isUnknownParameter(error)) return false
      throw error
    }
  })
  return isKnown ? { ...query, ...uncertainQuery } : { ...query }
}
