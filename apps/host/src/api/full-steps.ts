import { setTimeout as delay } from 'node:timers/promises'

/** Answers of surfaces leave at full steps of this. */
const stepMs = 20

export interface StepClock {
  readonly now: () => number
  readonly sleep: (ms: number) => Promise<unknown>
}

const machine: StepClock = { now: () => performance.now(), sleep: (ms) => delay(ms) }

/**
 * Does something, and ends at the next full step after its beginning, whatever comes of it.
 *
 * How long an answer takes would else tell whether somebody was found, also to one who may not be shown whom.
 */
export async function untilFullStep<Result>(
  work: () => Promise<Result>,
  { now, sleep }: StepClock = machine,
): Promise<Result> {
  const beganAt = now()
  try {
    return await work()
  } finally {
    await sleep(stepMs - ((now() - beganAt) % stepMs))
  }
}
