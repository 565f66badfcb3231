import { faultOf } from '@cartograph/core'
import {
  fireBirthdays,
  followAutomation,
  stepsOf,
  workSteps,
  type EndedStep,
  type FollowScene,
} from '../automation/index.ts'
import type { Automation, Configuration } from '../config/index.ts'
import type { WritingScene } from '../customers/index.ts'
import { followConsents, sinkName, storedConsents } from '../delivery/index.ts'
import { purgeAutomationRuns, type Rest } from '../store/index.ts'
import { automationScene, compiledAutomations, openDeed } from './automation-scenes.ts'
import { handWriting } from './hand-writing.ts'
import { underLease } from './held.ts'
import { dayMs, retryAfter, type Host } from './host.ts'

/** Of its wakes and its lease. */
const name = 'automation-steps'
const keptMs = 400 * dayMs

/** Judges what changed for every automation; one that is in trouble keeps no other from it. */
export async function answerChanges(host: Host, signal: AbortSignal): Promise<void> {
  const { configuration, log } = host
  const compiled = await compiledAutomations(configuration)
  const failures: unknown[] = []
  for (const each of compiled.values()) {
    const { automation } = each
    if (automation.paused) continue
    const scene: FollowScene = {
      ...automationScene(host),
      now: host.store.now,
      signal,
      canLoop: mayLoop(automation, configuration),
      complain: (message) => log({ level: 'warn', message }),
    }
    try {
      await followAutomation(scene, each)
      if (automation.on.event === 'birthday') await fireBirthdays(scene, each)
    } catch (error) {
      if (signal.aborted) throw error
      failures.push(error)
    }
  }
  if (failures.length > 0) throw failures[0]
}

/** Only what automations can cause may be a loop. */
function mayLoop({ on }: Automation, { automations }: Configuration): boolean {
  const isCaused = on.event === 'customer.updated' || on.segment !== undefined
  return (
    isCaused &&
    [...(automations?.values() ?? [])].some(({ steps }) =>
      steps.some(({ deed }) => deed.action === 'tag' || deed.action === 'set'),
    )
  )
}

/** Does the steps that are due, one process at a time. */
export function automationWork(host: Host): { wake(): void } {
  const { configuration, log, store, waits, wakes } = host
  let writing: WritingScene | undefined
  wakes.handle(name, () =>
    underLease(host, name, async ({ signal, failures }): Promise<Rest | undefined> => {
      try {
        await work(host, () => (writing ??= handWriting(host)), signal)
        return undefined
      } catch (error) {
        if (signal.aborted) return { forMs: 0, failures }
        log({
          level: 'error',
          message: `Steps of automations were not done: ${faultOf(error).message}`,
        })
        return { forMs: retryAfter(waits, failures + 1), failures: failures + 1 }
      }
    }),
  )
  let purgedAt = -Infinity
  return {
    wake: () => {
      if (configuration.automations === undefined) return
      wakes.wake(name, name)
      if (performance.now() - purgedAt < dayMs) return
      purgedAt = performance.now()
      store
        .write((dialect, org) => purgeAutomationRuns(dialect, org, store.now() - keptMs))
        .catch((error: unknown) => log({ level: 'error', message: faultOf(error).message }))
    },
  }
}

async function work(host: Host, writing: () => WritingScene, signal: AbortSignal): Promise<void> {
  const { configuration, store, clock, waits, wakes } = host
  const compiled = await compiledAutomations(configuration)
  const scene = { ...automationScene(host), now: store.now }
  const makers = new Map([...compiled].map(([id, each]) => [id, stepsOf(scene, each)]))
  const released = await followConsents(
    store,
    [...configuration.deliveries.values()],
    clock,
    signal,
  )
  for (const id of released) {
    const delivery = configuration.deliveries.get(id)
    if (delivery !== undefined) wakes.wake('delivery', sinkName(delivery))
  }
  await workSteps({
    store,
    now: store.now,
    signal,
    makerOf: (automation) => makers.get(automation),
    paceOf: (automation) => {
      const settings = compiled.get(automation)?.automation
      return settings === undefined ? undefined : { perMinute: settings.perMinute }
    },
    isPaused: (automation) => compiled.get(automation)?.automation.paused ?? false,
    open: (through) => openDeed(host, writing, through),
    consents: (unknown) => storedConsents(store, clock, unknown),
    retryAfterMs: (attempts) => retryAfter(waits, attempts),
    onEnd: (end) => tell(host, end),
  })
}

function tell({ log }: Host, { run, step, state, reason }: EndedStep): void {
  if (state !== 'failed' && state !== 'unknown') return
  const connection = step.through?.split('.')[0]
  log({
    level: 'error',
    ...(connection !== undefined && !connection.startsWith('$') && { connection }),
    message: `Step ${step.step + 1} (${step.action}) of ${run.automation} for ${run.entity} ${run.id} was not done, or nobody knows: ${reason ?? ''}`,
  })
}
