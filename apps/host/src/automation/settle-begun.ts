import type { JsonObject } from '@cartograph/core'
import {
  automationRunsNamed,
  begunAutomationSteps,
  type AutomationRun,
  type AutomationStep,
} from '../store/index.ts'
import type { OpenAction } from './open-action.ts'
import { failureOf } from './step-outcome.ts'
import { stepKey, type StepScene } from './step-scene.ts'
import { end, repeatStep } from './take-step.ts'

const batch = 200
const lost = 'Nobody saw how it ended, and it is not repeated.'

/**
 * Settles what was begun and never ended, since its process died or has been taken over.
 *
 * Until its quiet time is over, what was sent may still land; where nobody else can be alive, only what may double waits.
 */
export async function settleBegun(scene: StepScene, automation: string): Promise<void> {
  const { store, signal, now } = scene
  const steps = await store.read((dialect, org) =>
    begunAutomationSteps(dialect, org, automation, batch),
  )
  const runs = await store.read((dialect, org) =>
    automationRunsNamed(
      dialect,
      org,
      steps.map(({ run }) => run),
    ),
  )
  for (const step of steps) {
    if (signal.aborted) return
    const run = runs.get(step.run)
    if (run === undefined) continue
    try {
      const action = await scene.open(step.through ?? '')
      if (mayBeSettled(scene, step, action, now())) await settle(scene, step, run, action)
    } catch (error) {
      // The action cannot be opened: what became of it, only who looks at the vendor can say.
      if (now() >= (step.quiet_until ?? 0))
        await end(scene, step, run, {
          state: 'unknown',
          reason: `${lost} ${failureOf(error).reason ?? ''}`.trim(),
        })
    }
  }
}

function mayBeSettled(
  { store }: Pick<StepScene, 'store'>,
  { quiet_until: quietUntil }: AutomationStep,
  { onUnknown, landMs }: OpenAction,
  at: number,
): boolean {
  if (at >= (quietUntil ?? 0)) return true
  if (onUnknown === 'repeatWithKey' && landMs === 0) return true
  return !store.isShared && onUnknown === 'lose'
}

async function settle(
  scene: StepScene,
  step: AutomationStep,
  run: AutomationRun,
  action: OpenAction,
): Promise<void> {
  switch (action.onUnknown) {
    case 'repeat':
    case 'double':
      await end(scene, step, run, { state: 'due', reason: 'Nobody saw how it ended.' })
      return
    case 'repeatWithKey':
      await repeatStep(scene, step, run, action)
      return
    case 'resolve': {
      const found = await action.resolve(
        JSON.parse(step.input ?? '{}') as JsonObject,
        stepKey(scene.store, step),
      )
      if (found === 'untouched') await repeatStep(scene, step, run, action)
      else
        await end(
          scene,
          step,
          run,
          found === 'ok' ? { state: 'acked' } : { state: 'unknown', reason: lost },
        )
      return
    }
    case 'lose':
    default:
      await end(scene, step, run, { state: 'unknown', reason: lost })
  }
}
