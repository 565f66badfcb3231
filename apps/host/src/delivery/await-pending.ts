import type { Fault, JsonObject, Outcome, SinkItem } from '@cartograph/core'
import { sleep } from '../queue/index.ts'
import { callWithTimeout, checkArity } from './call.ts'
import type { DeliveryScene } from './scene.ts'

/** How long a replacement waits for what its sink answers later; it holds the place of all others meanwhile. */
const longestMs = 1_800_000

export interface Awaited {
  readonly outcomes: readonly Outcome[]
  readonly fault?: Fault
}

/**
 * Waits until a sink has answered what it took without an answer.
 *
 * Nothing of it is written down: a process that dies meanwhile begins the replacement anew.
 */
export async function awaitPending(
  scene: DeliveryScene,
  items: readonly SinkItem<JsonObject>[],
  first: readonly Outcome[],
): Promise<Awaited> {
  const { sink, clock, waits, signal } = scene
  const until = clock.now() + longestMs
  let outcomes = first
  while (sink.poll !== undefined) {
    const pending = outcomes.flatMap((outcome, index) =>
      outcome.status === 'pending' ? [{ ...outcome, index }] : [],
    )
    if (pending.length === 0 || clock.now() > until) break
    await sleep(
      Math.max(1, Math.min(...pending.map(({ afterMs }) => afterMs)) * waits.scale),
      signal,
    )
    const answers = new Map<number, Outcome>()
    for (const [ticket, own] of Map.groupBy(pending, (each) => each.ticket)) {
      const asked = own.flatMap(({ index }) => items[index] ?? [])
      const answer = checkArity(
        scene,
        await callWithTimeout(
          scene,
          async (stops) => sink.poll?.(scene.contextFor(stops), ticket, asked) ?? [],
        ),
        own.length,
      )
      if (answer.fault !== undefined) return { outcomes, fault: answer.fault }
      for (const [at, { index }] of own.entries())
        answers.set(index, answer.outcomes[at] ?? { status: 'unknown' })
    }
    outcomes = outcomes.map((outcome, index) => answers.get(index) ?? outcome)
  }
  return { outcomes }
}
