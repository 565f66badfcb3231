import { growthOf, type Meter } from '../telemetry/index.ts'
import type { DeliveryTally } from './report.ts'

const outcomes = ['sent', 'unchanged', 'deleted', 'skipped', 'failed', 'unknown'] as const

export interface DeliveryFigures {
  /** To be called now and then: tells what was done since the last time. */
  readonly count: (tally: DeliveryTally) => void
  readonly end: (isDelivered: boolean) => void
}

/** Counts what a run of a delivery does, while it goes on and once it has ended. */
export function deliveryFigures(meter: Meter | undefined, delivery: string): DeliveryFigures {
  const tell = growthOf<(typeof outcomes)[number]>((outcome, by) =>
    meter?.add('cartograph_delivery_items_total', { delivery, outcome }, by),
  )
  return {
    count: (tally) => tell(tally, outcomes),
    end: (isDelivered) =>
      meter?.add('cartograph_delivery_runs_total', {
        delivery,
        result: isDelivered ? 'ok' : 'failed',
      }),
  }
}
