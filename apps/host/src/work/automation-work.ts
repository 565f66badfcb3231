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
import {
  automationScene,
  compiledAutomations,
  openDeed,
  type AutomationInstallation,
} from './automation-scenes.ts'
import { handWriting } from './hand-writing.ts'
import { underLease } from './held.ts'
import { dayMs, retryAfter, type Host } from './host.ts'

/** Of its wakes and its lease. */
const name = 'automation-steps'
const keptMs = 400 * dayMs

type AnsweringHost = Pick<Host, keyof AutomationInstallation | 'log' | 'waits'>

/** Judges what changed for every automation; one that is in trouble keeps no other from it. */
export async function answerChanges(host: AnsweringHost, signal: AbortSignal): Promise<void> {
  const { configuration, clock, log } = host
  const compiled = await compiledAutomations(configuration)
  const failures: unknown[] = []
  for (const each of compiled.values()) {
    const { automation } = each
    if (automation.paused) continue
    const scene: FollowScene = {
      ...automationScene(host),
      now: () => clock.now(),
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
  const { clock, configuration, log, store, waits, wakes } = host
  let writing: WritingScene | undefined
  wakes.handle(name, () =>
    underLease(host, name, async ({ signal, failures }): Promise<Rest | undefined> => {
      try {
        await followedConsents(host, signal)
        await doSteps(host, () => (writing ??= handWriting(host)), signal)
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
        .write((dialect, org) => purgeAutomationRuns(dialect, org, clock.now() - keptMs))
        .catch((error: unknown) => log({ level: 'error', message: faultOf(error).message }))
    },
  }
}

/** Takes in what was said of consents, so that they are asked of what is so now. */
async function followedConsents(host: Host, signal: AbortSignal): Promise<void> {
  const { configuration, store, clock, wakes } = host
  const deliveries = [...configuration.deliveries.values()]
  for (const id of await followConsents(store, deliveries, clock, signal)) {
    const delivery = configuration.deliveries.get(id)
    if (delivery !== undefined) wakes.wake('delivery', sinkName(delivery))
  }
}

/** Does what is due, until nothing is. */
export async function doSteps(
  host: AnsweringHost,
  writing: () => WritingScene,
  signal: AbortSignal,
): Promise<void> {
  const { configuration, store, clock, waits } = host
  const compiled = await compiledAutomations(configuration)
  const now = () => clock.now()
  const scene = { ...automationScene(host), now }
  const makers = new Map([...compiled].map(([id, each]) => [id, stepsOf(scene, each)]))
  await workSteps({
    store,
    now,
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

function tell({ log }: Pick<Host, 'log'>, { run, step, state, reason }: EndedStep): void {
  if (state !== 'failed' && state !== 'unknown') return
  const connection = step.through?.split('.')[0]
  log({
    level: 'error',
    ...(connection !== undefined && !connection.startsWith('$') && { connection }),
    message: `Step ${step.step + 1} (${step.action}) of ${run.automation} for ${run.entity} ${run.id} was not done, or nobody knows: ${reason ?? ''}`,
  })
}
