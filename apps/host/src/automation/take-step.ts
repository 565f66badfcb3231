import { canonicalise, type JsonObject } from '@cartograph/core'
import {
  beginAutomationStep,
  contentHash,
  endAutomationStep,
  type AutomationRun,
  type AutomationStep,
} from '../store/index.ts'
import type { OpenAction } from './open-action.ts'
import type { PreparedStep } from './step-maker.ts'
import { cameOf, failureOf, type Came } from './step-outcome.ts'
import { stepKey, type StepScene } from './step-scene.ts'

type SendingStep = Extract<PreparedStep, { readonly kind: 'send' }>

/** So often a step is tried whose vendor cannot be reached. */
export const mostAttempts = 20
/** Whoever pauses longer between the intent and the first byte may have been taken for dead. */
const longestPauseMs = 1000
const pauseBoundMs = 60_000

/** Does one step that is due. */
export async function takeStep(
  scene: StepScene,
  step: AutomationStep,
  run: AutomationRun,
): Promise<void> {
  const make = scene.makerOf(step.automation)
  if (make === undefined) {
    await end(scene, step, run, {
      state: 'skipped',
      reason: 'The automation is not in the configuration any more.',
    })
    return
  }
  let prepared: PreparedStep
  try {
    prepared = await make(step, run)
  } catch (error) {
    await putOff(scene, step, run, failureOf(error))
    return
  }
  if (prepared.kind === 'skip') {
    const { reason, endsRun = false } = prepared
    await end(scene, step, run, { state: 'skipped', reason }, { endsRun })
  } else if (prepared.kind === 'wait') {
    const { until, reason } = prepared
    // An instant that has passed would be met again at once, for ever.
    const dueAt = Math.max(until, scene.now() + 1000)
    await end(scene, step, run, { state: 'due', reason }, { dueAt })
  } else await send(scene, step, run, prepared)
}

async function send(
  scene: StepScene,
  step: AutomationStep,
  run: AutomationRun,
  prepared: SendingStep,
): Promise<void> {
  const { through, input, consent = 'required' } = prepared
  let action: OpenAction
  try {
    action = await scene.open(through)
    await action.check(input)
    const subject = action.subject(input)
    const [refusal] = subject === null ? [] : await scene.consents(consent)([subject])
    if (refusal !== undefined) {
      await end(scene, step, run, { state: 'skipped', reason: refusal })
      return
    }
  } catch (error) {
    await putOff(scene, step, run, failureOf(error))
    return
  }
  await attempt(scene, { step, run, prepared, action })
}

/** Writes the intent, and does it. */
async function attempt(
  scene: StepScene,
  {
    step,
    run,
    prepared,
    action,
  }: {
    readonly step: AutomationStep
    readonly run: AutomationRun
    readonly prepared: SendingStep
    readonly action: OpenAction
  },
): Promise<void> {
  const { store, now } = scene
  const { through, input, limits = [] } = prepared
  const contact = contactOf(prepared)
  const sentAt = now()
  const begunAt = performance.now()
  const begun = await store.write((dialect, org) =>
    beginAutomationStep(dialect, org, step, {
      through,
      input: canonicalise(input),
      sentAt,
      quietUntil: sentAt + action.timeoutMs + action.landMs + pauseBoundMs,
      contact,
      limits:
        contact === undefined
          ? []
          : limits.map(({ most, withinMs, of }) => ({
              contact,
              most,
              since: sentAt - withinMs,
              ...(of === 'own' && { automation: step.automation }),
            })),
    }),
  )
  if (begun === 'gone') return
  if (begun !== 'begun') {
    const full = limits.find(
      ({ most, of }) => most === begun.most && (of === 'own') === (begun.automation !== undefined),
    )
    await end(scene, step, run, { state: 'skipped', reason: full?.reason ?? 'It is enough.' })
    return
  }
  const own = { ...step, attempts: step.attempts + 1 }
  if (store.isShared && performance.now() - begunAt > longestPauseMs) {
    await end(scene, own, run, { state: 'due', reason: 'This process was too slow.' })
    return
  }
  await putOff(scene, own, run, cameOf(await action.act(input, stepKey(store, step))))
}

/** Does once more, with the same payload under the same key, what may or may not have been done. */
export async function repeatStep(
  scene: StepScene,
  step: AutomationStep,
  run: AutomationRun,
  action: OpenAction,
): Promise<void> {
  const input = JSON.parse(step.input ?? '{}') as JsonObject
  await putOff(scene, step, run, cameOf(await action.act(input, stepKey(scene.store, step))))
}

/** Writes what came of it; what is to be tried again waits longer each time, and not for ever. */
async function putOff(
  scene: StepScene,
  step: AutomationStep,
  run: AutomationRun,
  came: Came,
): Promise<void> {
  if (came.state !== 'due') {
    await end(scene, step, run, came)
    return
  }
  const isLast = step.attempts >= mostAttempts
  const waitMs = Math.max(came.afterMs ?? 0, scene.retryAfterMs(Math.max(1, step.attempts)))
  await end(
    scene,
    step,
    run,
    isLast ? { ...came, state: 'failed' } : came,
    isLast ? {} : { dueAt: scene.now() + waitMs },
  )
}

export async function end(
  scene: StepScene,
  step: AutomationStep,
  run: AutomationRun,
  { state, reason }: Came,
  more: { readonly dueAt?: number; readonly endsRun?: boolean } = {},
): Promise<void> {
  const at = scene.now()
  const isWritten = await scene.store.write((dialect, org) =>
    endAutomationStep(dialect, org, step, { state, at, reason, ...more }),
  )
  if (isWritten) scene.onEnd?.({ run, step, state, reason })
}

function contactOf({ contact }: SendingStep): string | undefined {
  return contact === undefined ? undefined : contentHash(contact.trim().toLowerCase())
}
