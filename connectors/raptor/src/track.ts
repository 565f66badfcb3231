import {
  faultFrom,
  faultOf,
  isFault,
  type Context,
  type Outcome,
  type SinkItem,
} from '@cartograph/core'
import { trackingTimeoutMs } from './assumptions.ts'
import { askRaptor, refusedFault } from './client.ts'
import type { Settings } from './settings.ts'
import { trackingPath, type Tracked } from './tracking-query.ts'

/** What is to be told of an item; an outcome where nothing is. */
export type ToTell = Tracked | Outcome

/**
 * Tells one item after the other, a request each.
 *
 * Raptor answers alike whether it understood or not, so a good answer says only that the event has arrived.
 */
export async function tellAll<Item extends object>(
  context: Context<Settings>,
  items: readonly SinkItem<Item>[],
  toTell: (item: SinkItem<Item>) => ToTell,
  effect: 'repeatable' | 'once',
): Promise<readonly Outcome[]> {
  const outcomes: Outcome[] = []
  let told = 0
  for (const item of items) {
    const last = outcomes.at(-1)
    // Behind a limit, and behind what nobody saw the end of, nothing is sent that did not have to be.
    if (last?.status === 'untouched' || last?.status === 'unknown') {
      outcomes.push(last.status === 'untouched' ? last : { status: 'untouched' })
      continue
    }
    const path = pathOf(context, () => toTell(item))
    if (typeof path !== 'string') {
      outcomes.push(path)
      continue
    }
    try {
      outcomes.push(await tell(context, path, effect))
    } catch (error) {
      // Of the first request the host knows whether it went out; what was told before must not be forgotten for a later one.
      if (told === 0 || !isFault(error)) throw error
      outcomes.push(
        faultOf(error).kind === 'rateLimit' ? { status: 'untouched' } : { status: 'unknown' },
      )
    }
    told += 1
  }
  return outcomes
}

/** Tells one event, once or as often as nobody saw an answer. */
export async function tell(
  context: Context<Settings>,
  path: string,
  effect: 'repeatable' | 'once',
): Promise<Outcome> {
  const route = '/{customer}.rsa'
  const response = await askRaptor(context, {
    service: 'tracking',
    path,
    route,
    effect,
    timeoutMs: trackingTimeoutMs,
    expect: [400, 401, 403, 404, 408, 413, 414, 429, 500, 502, 503, 504],
  })
  const { status, ok } = response
  if (ok) {
    await response.body?.cancel()
    return { status: 'ok' }
  }
  if (status === 429) {
    const { retryAfterMs } = await faultFrom(response)
    return { status: 'untouched', ...(retryAfterMs !== undefined && { afterMs: retryAfterMs }) }
  }
  if (status === 408 || status >= 500) return { status: 'unknown' }
  return {
    status: 'failed',
    fault: await refusedFault(response, 'tracking', { method: 'GET', route }),
  }
}

export function pathOf(context: Context<Settings>, toTell: () => ToTell): string | Outcome {
  try {
    const found = toTell()
    return 'status' in found ? found : trackingPath(context.config, found)
  } catch (error) {
    if (!isFault(error)) throw error
    return { status: 'failed', fault: faultOf(error) }
  }
}
