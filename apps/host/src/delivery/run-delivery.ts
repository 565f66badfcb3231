import { randomUUID } from 'node:crypto'
import { faultOf, type Fault, type Parts } from '@cartograph/core'
import type { Connection, Delivery } from '../config/index.ts'
import { withoutSecrets } from '../connections/index.ts'
import { engineClock } from '../queue/index.ts'
import { beginRun, endRun, type Store } from '../store/index.ts'
import { deliveryFigures } from './delivery-figures.ts'
import type { DeliveryRunOptions } from './delivery-options.ts'
import { deliverySpan } from './delivery-spans.ts'
import type { Made } from './make-served.ts'
import { play } from './play.ts'
import { countRemaining } from './remaining.ts'
import { countsIn, newDeliveryTally, type DeliveryRun, type PushProgress } from './report.ts'

/** Runs one delivery until nothing is left that can be done now. */
export async function runDelivery(
  store: Store,
  delivery: Delivery,
  connection: Connection,
  parts: Parts<unknown>,
  options: DeliveryRunOptions,
): Promise<DeliveryRun> {
  const clock = options.engine.clock ?? engineClock(store.now)
  const tally = newDeliveryTally()
  for (const note of options.notes) tally.notes.add(note)
  const began = clock.now()
  const run = { id: randomUUID(), side: 'delivery', part: delivery.id } as const
  await store.write((dialect, org) => beginRun(dialect, org, { ...run, now: began }))
  const figures = deliveryFigures(options.engine.meter, delivery.id)
  const onProgress = (progress: PushProgress) => {
    figures.count(tally)
    options.onProgress(progress)
  }
  let played: Made
  try {
    played = await deliverySpan(delivery, () =>
      play(store, delivery, connection, parts, { ...options, tally, onProgress }),
    )
  } catch (error) {
    played = { fault: options.signal.aborted ? interrupted(delivery) : faultOf(error, delivery.id) }
  }
  const { fault: found, served } = played
  const remaining = await countRemaining(store, delivery, found !== undefined)
  const waitsFor = [...new Set(tally.elsewhere.values())].toSorted()
  const report: DeliveryRun = {
    delivery: delivery.id,
    ...countsIn(tally),
    remaining,
    durationMs: clock.now() - began,
    ...(found !== undefined && { fault: withoutSecrets(options.line, found) }),
    notes: [...tally.notes],
    ...(waitsFor.length > 0 && { waitsFor }),
    ...(served !== undefined && { served }),
  }
  await store.write((dialect, org) =>
    endRun(dialect, org, {
      ...run,
      now: clock.now(),
      ok: isDelivered(report),
      report: JSON.stringify(report),
    }),
  )
  figures.count(tally)
  figures.end(isDelivered(report))
  return report
}

/** Did everything arrive that should? */
export function isDelivered(run: DeliveryRun): boolean {
  const isShown = run.served?.state !== 'held' && run.served?.state !== 'waiting'
  return run.fault === undefined && run.failed === 0 && run.remaining === 0 && isShown
}

function interrupted(delivery: Delivery): Fault {
  return {
    $fault: 'v1',
    kind: 'transient',
    message: `The delivery ${delivery.id} was interrupted.`,
    hint: 'The next run goes on from there; what was on its way is settled first.',
  }
}
