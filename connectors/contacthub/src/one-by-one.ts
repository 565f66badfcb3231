import { faultOf, isFault, type Outcome } from '@cartograph/core'

/** The outcome of each item by itself; what stops the whole connection, or only has to wait, is told as such. */
export async function oneByOne<Item>(
  items: readonly Item[],
  write: (item: Item) => Promise<Outcome>,
): Promise<readonly Outcome[]> {
  const outcomes: Outcome[] = []
  for (const item of items) outcomes.push(await settled(() => write(item)))
  return outcomes
}

/** @throws what leaves the outcome unknown. */
export async function settled(work: () => Promise<Outcome>): Promise<Outcome> {
  try {
    return await work()
  } catch (error) {
    if (!isFault(error)) throw error
    const { kind, retryAfterMs, scope } = error
    if (kind === 'rateLimit')
      return { status: 'untouched', ...(retryAfterMs !== undefined && { afterMs: retryAfterMs }) }
    if (kind !== 'auth' && kind !== 'permission' && kind !== 'config') throw error
    return {
      status: 'failed',
      fault: Object.assign({}, faultOf(error), { scope: scope ?? 'connection' }),
    }
  }
}
