import type { Context, Outcome, SinkItem } from '@cartograph/core'
import { askHeyloyalty } from './client.ts'
import { outcomeOfFault } from './faults.ts'
import { feedId } from './product-feed.ts'
import { flatProduct, type ProductItem } from './product-item.ts'
import type { Settings } from './settings.ts'

/** Writes products into the feed, and takes those away that are gone, without waiting for the next fetch. */
export async function pushProducts(
  context: Context<Settings>,
  items: readonly SinkItem<ProductItem>[],
): Promise<readonly Outcome[]> {
  const id = await feedId(context)
  const there = items.flatMap((one) => (one.op === 'write' ? [flatProduct(one.item)] : []))
  const gone = items.flatMap((one) => (one.op === 'delete' ? [String(one.key[0])] : []))
  const written = await askAll(context, id, 'POST', there)
  const removed =
    written.status === 'ok' || there.length === 0
      ? await askAll(context, id, 'DELETE', gone)
      : untouched
  return items.map(({ op }) => (op === 'write' ? written : removed))
}

const untouched: Outcome = { status: 'untouched' }

/** All or none of them. */
async function askAll(
  context: Context<Settings>,
  id: number,
  method: 'POST' | 'DELETE',
  json: readonly unknown[],
): Promise<Outcome> {
  if (json.length === 0) return { status: 'ok' }
  try {
    await askHeyloyalty(context, {
      method,
      path: `/products/${id}`,
      route: '/products/{feed}',
      json,
      effect: 'repeatable',
    })
    return { status: 'ok' }
  } catch (error) {
    const outcome = outcomeOfFault(error)
    if (outcome === undefined) throw error
    return outcome
  }
}
