import PQueue from 'p-queue'
import {
  automationRunsNamed,
  automationStates,
  automationsDue,
  countStepsSince,
  dueAutomationSteps,
} from '../store/index.ts'
import { settleBegun } from './settle-begun.ts'
import type { StepScene } from './step-scene.ts'
import { takeStep } from './take-step.ts'

const batch = 100
const minuteMs = 60_000
const defaultAtOnce = 4

/**
 * Does what is due, until nothing is. One process at a time calls it, under a lease; what a process that was taken over still
 * writes changes nothing.
 *
 * A hundred steps at a time are in memory, and the automations take turns, so that one with a million steps delays the others by
 * a hundred. One that is paused, or held by its brake, keeps its steps.
 *
 * Gives back how many were done.
 */
export async function workSteps(scene: StepScene): Promise<number> {
  const { store, now, signal } = scene
  let done = 0
  for (;;) {
    let didSomething = false
    const at = now()
    const [due, states] = await store.read(function* (dialect, org) {
      return [
        yield* automationsDue(dialect, org, at),
        yield* automationStates(dialect, org),
      ] as const
    })
    for (const automation of due) {
      if (signal.aborted) return done
      await settleBegun(scene, automation)
      const { state = 'active' } = states.get(automation) ?? {}
      if (state !== 'active' || scene.isPaused?.(automation) === true) continue
      const taken = await takeTurn(scene, automation)
      done += taken
      didSomething ||= taken > 0
    }
    if (!didSomething) return done
  }
}

/** Some steps of one automation, no more than its pace allows. */
async function takeTurn(scene: StepScene, automation: string): Promise<number> {
  const { store, now, signal, atOnce = defaultAtOnce } = scene
  const at = now()
  const pace = scene.paceOf?.(automation)
  const { steps, runs } = await store.read(function* (dialect, org) {
    const begun =
      pace === undefined ? 0 : yield* countStepsSince(dialect, org, automation, at - minuteMs)
    const room = pace === undefined ? batch : Math.min(batch, pace.perMinute - begun)
    const found =
      room <= 0 ? [] : yield* dueAutomationSteps(dialect, org, { automation, now: at, limit: room })
    const named = yield* automationRunsNamed(
      dialect,
      org,
      found.map(({ run }) => run),
    )
    return { steps: found, runs: named }
  })
  const queue = new PQueue({ concurrency: atOnce })
  let taken = 0
  await Promise.all(
    steps.map((step) =>
      queue.add(async () => {
        const run = runs.get(step.run)
        if (run === undefined || signal.aborted) return
        taken += 1
        await takeStep(scene, step, run)
      }),
    ),
  )
  return taken
}
