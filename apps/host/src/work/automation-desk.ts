import { fault, nearest } from '@cartograph/core'
import { audit, type Actor } from '../access/index.ts'
import type { Automation } from '../config/index.ts'
import {
  automationRunsAbout,
  ensureAutomationState,
  lastAutomationRuns,
  membersOfPersons,
  presentPerson,
  setAutomationState,
  skipDueSteps,
  stepsOfRuns,
  type AutomationRun,
  type AutomationStep,
  type Dialect,
  type Work,
} from '../store/index.ts'
import type { AutomationInstallation } from './automation-scenes.ts'

type Desk = Pick<AutomationInstallation, 'configuration' | 'store' | 'clock'>

export interface ShownRun {
  readonly run: string
  readonly automation: string
  /** `order/shop:1001`. */
  readonly of: string
  readonly what: string
  readonly at: string
  readonly steps: readonly ShownStep[]
}

interface ShownStep {
  readonly step: number
  readonly action: string
  readonly state: AutomationStep['state']
  /** When it was begun, or is due. */
  readonly at: string
  readonly reason?: string
}

/** @throws a `notFound` fault for one that is not in the configuration. */
export function automationNamed(
  { configuration }: Pick<Desk, 'configuration'>,
  id: string,
): Automation {
  const found = configuration.automations?.get(id)
  if (found !== undefined) return found
  const ids = [...(configuration.automations?.keys() ?? [])]
  const meant = nearest(id, ids)
  throw fault({
    kind: 'notFound',
    message: `There is no automation ${id}${meant === undefined ? '' : `; did you mean ${meant}?`}`,
    hint: `The configuration has: ${ids.join(', ') || 'none'}.`,
  })
}

/** The newest runs, of an automation or about a person. */
export async function automationLog(
  { store }: Pick<Desk, 'store'>,
  wanted: { readonly automation: string } | { readonly person: string },
  limit: number,
): Promise<readonly ShownRun[]> {
  return store.read(function* (dialect, org) {
    const runs =
      'automation' in wanted
        ? yield* lastAutomationRuns(dialect, org, wanted.automation, limit)
        : yield* runsOfPerson(dialect, org, wanted.person, limit)
    const steps = yield* stepsOfRuns(
      dialect,
      org,
      runs.map(({ run }) => run),
    )
    return runs.map((run) =>
      shownRun(
        run,
        steps.filter((step) => step.run === run.run),
      ),
    )
  })
}

function* runsOfPerson(
  dialect: Dialect,
  org: string,
  name: string,
  limit: number,
): Work<readonly AutomationRun[]> {
  const person = yield* presentPerson(dialect, org, name)
  if (person === undefined) throw fault({ kind: 'notFound', message: 'There is no such person.' })
  const members = yield* membersOfPersons(dialect, org, [person])
  const rows = members.map(({ id }) => {
    const slash = id.indexOf('/')
    return { entity: id.slice(0, slash), id: id.slice(slash + 1) }
  })
  const customers = rows.flatMap(({ entity, id }) => (entity === 'customer' ? id : []))
  const own = { entity: 'profile', id: person }
  return yield* automationRunsAbout(dialect, org, { rows: [...rows, own], customers }, limit)
}

function shownRun(run: AutomationRun, steps: readonly AutomationStep[]): ShownRun {
  return {
    run: run.run,
    automation: run.automation,
    of: `${run.entity}/${run.id}`,
    what: run.transition,
    at: new Date(run.happenedAt).toISOString(),
    steps: steps.map(({ step, action, state, sent_at: sentAt, due_at: dueAt, reason }) => ({
      step: step + 1,
      action,
      state,
      at: new Date(sentAt ?? dueAt).toISOString(),
      ...(reason !== null && { reason }),
    })),
  }
}

/**
 * Pauses an automation, or lets it go on; what waits is done then, or left out where that is wanted.
 *
 * Gives back how many steps were left out.
 */
export async function turnAutomation(
  { configuration, store, clock }: Desk,
  id: string,
  {
    state,
    skipWaiting,
    actor,
  }: {
    readonly state: 'active' | 'paused'
    readonly skipWaiting: boolean
    readonly actor: Actor
  },
): Promise<{ readonly skipped: number }> {
  const { paused } = automationNamed({ configuration }, id)
  if (paused && state === 'active')
    throw fault({
      kind: 'config',
      message: `The configuration pauses ${id}.`,
      hint: 'Take `paused: true` out of the file, and start the host anew.',
    })
  return store.write(function* (dialect, org) {
    const now = clock.now()
    yield* ensureAutomationState(dialect, org, id, now)
    const skipped = skipWaiting
      ? yield* skipDueSteps(dialect, org, id, { at: now, reason: 'It was left out by a person.' })
      : 0
    const reason = state === 'paused' ? 'A person paused it.' : undefined
    const isTurned = yield* setAutomationState(dialect, org, id, { state, reason, now })
    const action = state === 'paused' ? 'automation.pause' : 'automation.resume'
    if (isTurned || skipped > 0) yield* audit(dialect, org, { at: now, actor, action, target: id })
    return { skipped }
  })
}
