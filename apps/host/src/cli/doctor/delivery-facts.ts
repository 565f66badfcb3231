import type { Delivery } from '../../config/index.ts'
import {
  countChangesAfter,
  lastRuns,
  readConsumer,
  type Dialect,
  type RunEntry,
  type StoreFigures,
  type Work,
} from '../../store/index.ts'
import { lettersOf } from './stream-facts.ts'

export interface DeliveryFacts {
  readonly id: string
  readonly isPaused: boolean
  readonly behind: number
  /** Undefined: it was never pushed. */
  readonly movedAt: number | undefined
  readonly waiting: number
  readonly held: number
  readonly unknown: number
  /** Since when somebody should have found out what came of its items. */
  readonly unknownSince: number | undefined
  readonly letters: number
  readonly lastRun: RunEntry | undefined
}

export function* deliveryFacts(
  dialect: Dialect,
  org: string,
  { id, paused, from }: Delivery,
  figures: StoreFigures,
): Work<Omit<DeliveryFacts, 'movedAt' | 'unknownSince'>> {
  const { live = 0, bulk = 0 } = (yield* readConsumer(dialect, org, id)) ?? {}
  const [lastRun] = yield* lastRuns(dialect, org, 'delivery', id, 1)
  const items = (state: string) =>
    figures.unsettled.find((each) => each.delivery === id && each.state === state)?.count ?? 0
  return {
    id,
    isPaused: paused,
    behind: yield* countChangesAfter(dialect, org, from, { live, bulk }),
    waiting: figures.work.find(({ delivery }) => delivery === id)?.count ?? 0,
    held: items('held'),
    unknown: items('sent'),
    letters: lettersOf(figures, 'delivery', id),
    lastRun,
  }
}
