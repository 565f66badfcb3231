import { insertNew } from './bulk-forms.ts'
import { bulk, type Dialect, type Work } from './database.ts'
import { contentHash } from './hash.ts'

/** What makes a run the same one however often it is put down. */
export interface AutomationRunKey {
  readonly automation: string
  readonly entity: string
  readonly id: string
  readonly transition: string
  readonly seq: number
}

export interface NewAutomationRun extends AutomationRunKey {
  readonly customer?: string | undefined
  /** Nothing that is personal. */
  readonly facts: Readonly<Record<string, string | number | boolean | null>>
  readonly happenedAt: number
  readonly depth: number
  /** In their order; each waits until the one before it has ended. */
  readonly steps: readonly { readonly action: string; readonly dueAt: number }[]
}

const addRun = insertNew('automation_run', [
  'org',
  'automation',
  'entity',
  'id',
  'transition',
  'seq',
  'run',
  'customer',
  'facts',
  'happened_at',
  'fired_at',
  'depth',
])
const addStep = insertNew('automation_step', [
  'org',
  'run',
  'step',
  'automation',
  'action',
  'due_at',
  'open_at',
  'state',
  'attempts',
])

/** The short name of a run. */
export function automationRunName(key: AutomationRunKey): string {
  const { automation, entity, id, transition, seq } = key
  return contentHash(JSON.stringify([automation, entity, id, transition, seq]))
}

/**
 * Puts runs down with their steps; one that is there stays as it is.
 *
 * It belongs into the transaction that remembers what was seen of the row, so that neither is there without the other.
 */
export function* addAutomationRuns(
  _dialect: Dialect,
  org: string,
  runs: readonly NewAutomationRun[],
  now: number,
): Work<void> {
  const named = runs
    .map((each) => ({ ...each, run: automationRunName(each) }))
    .toSorted((one, other) => (one.run < other.run ? -1 : 1))
  yield* bulk(
    addRun,
    named.map((each) => [
      org,
      each.automation,
      each.entity,
      each.id,
      each.transition,
      each.seq,
      each.run,
      each.customer ?? null,
      JSON.stringify(each.facts),
      each.happenedAt,
      now,
      each.depth,
    ]),
  )
  yield* bulk(
    addStep,
    named.flatMap(({ run: name, automation, steps }) =>
      steps.map(({ action, dueAt }, index) => [
        org,
        name,
        index,
        automation,
        action,
        dueAt,
        dueAt,
        'due',
        0,
      ]),
    ),
  )
}
