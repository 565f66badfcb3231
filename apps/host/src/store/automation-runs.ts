import type { AutomationRunTable, AutomationStepTable } from './automation-tables.ts'
import { insertNew } from './bulk-forms.ts'
import { all, bulk, first, run, type Dialect, type Work } from './database.ts'
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

export interface AutomationRun extends AutomationRunKey {
  readonly run: string
  readonly customer: string | null
  readonly facts: Readonly<Record<string, string | number | boolean | null>>
  readonly happenedAt: number
  readonly firedAt: number
  readonly depth: number
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

/** Some runs, by their names. */
export function* automationRunsNamed(
  { build, within }: Dialect,
  org: string,
  names: readonly string[],
): Work<ReadonlyMap<string, AutomationRun>> {
  if (names.length === 0) return new Map()
  const rows = yield* all(
    build
      .selectFrom('automation_run')
      .selectAll()
      .where('org', '=', org)
      .where('run', 'in', within(names)),
  )
  return new Map(rows.map((row) => [row.run, storedRun(row)]))
}

/** The runs of some rows and customers, the newest first. */
export function* automationRunsAbout(
  { build, within }: Dialect,
  org: string,
  about: {
    readonly rows?: readonly { readonly entity: string; readonly id: string }[]
    readonly customers?: readonly string[]
  },
  limit: number,
): Work<readonly AutomationRun[]> {
  const found = new Map<string, AutomationRun>()
  const keep = (rows: readonly AutomationRunTable[]) => {
    for (const row of rows) found.set(row.run, storedRun(row))
  }
  const runs = build.selectFrom('automation_run').selectAll().where('org', '=', org)
  for (const entity of new Set((about.rows ?? []).map((row) => row.entity))) {
    const ids = (about.rows ?? []).flatMap((row) => (row.entity === entity ? row.id : []))
    keep(
      yield* all(
        runs
          .where('entity', '=', entity)
          .where('id', 'in', within(ids))
          .orderBy('fired_at', 'desc')
          .limit(limit),
      ),
    )
  }
  const { customers = [] } = about
  if (customers.length > 0)
    keep(
      yield* all(
        runs.where('customer', 'in', within(customers)).orderBy('fired_at', 'desc').limit(limit),
      ),
    )
  return [...found.values()]
    .toSorted((one, other) => other.firedAt - one.firedAt || (one.run < other.run ? -1 : 1))
    .slice(0, limit)
}

/** The newest runs of an automation. */
export function* lastAutomationRuns(
  { build }: Dialect,
  org: string,
  automation: string,
  limit: number,
): Work<readonly AutomationRun[]> {
  const rows = yield* all(
    build
      .selectFrom('automation_run')
      .selectAll()
      .where('org', '=', org)
      .where('automation', '=', automation)
      .orderBy('fired_at', 'desc')
      .orderBy('run')
      .limit(limit),
  )
  return rows.map(storedRun)
}

export type AutomationStep = Omit<AutomationStepTable, 'org'>

/** The steps of some runs, in their order. */
export function* stepsOfRuns(
  { build, within }: Dialect,
  org: string,
  names: readonly string[],
): Work<readonly AutomationStep[]> {
  if (names.length === 0) return []
  return yield* all(
    build
      .selectFrom('automation_step')
      .selectAll()
      .where('org', '=', org)
      .where('run', 'in', within(names))
      .orderBy('run')
      .orderBy('step'),
  )
}

/** How many runs an automation has put down since an instant; more than `most` need no counting. */
export function* countRunsSince(
  { build }: Dialect,
  org: string,
  automation: string,
  { since, most }: { readonly since: number; readonly most: number },
): Work<number> {
  const row = yield* first(
    build
      .selectFrom(
        build
          .selectFrom('automation_run')
          .select('run')
          .where('org', '=', org)
          .where('automation', '=', automation)
          .where('fired_at', '>', since)
          .limit(most + 1)
          .as('newest'),
      )
      .select((table) => table.fn.countAll<number>().as('count')),
  )
  return row?.count ?? 0
}

/** Forgets what automations did with some rows, for people who are erased. That they were seen stays: it is no reason to begin anew. */
export function* dropAutomationRuns(
  { build, within }: Dialect,
  org: string,
  rows: readonly { readonly entity: string; readonly id: string }[],
): Work<void> {
  for (const entity of new Set(rows.map((row) => row.entity))) {
    const ids = rows.flatMap((row) => (row.entity === entity ? row.id : []))
    const runs = build
      .selectFrom('automation_run')
      .select('run')
      .where('org', '=', org)
      .where((table) =>
        table.or([
          table.and([table('entity', '=', entity), table('id', 'in', within(ids))]),
          ...(entity === 'customer' ? [table('customer', 'in', within(ids))] : []),
        ]),
      )
    const names = (yield* all(runs)).map((row) => row.run)
    if (names.length > 0) {
      yield* run(
        build
          .deleteFrom('automation_step')
          .where('org', '=', org)
          .where('run', 'in', within(names)),
      )
      yield* run(
        build.deleteFrom('automation_run').where('org', '=', org).where('run', 'in', within(names)),
      )
    }
  }
}

function storedRun(row: AutomationRunTable): AutomationRun {
  return {
    automation: row.automation,
    entity: row.entity,
    id: row.id,
    transition: row.transition,
    seq: row.seq,
    run: row.run,
    customer: row.customer,
    facts: JSON.parse(row.facts) as AutomationRun['facts'],
    happenedAt: row.happened_at,
    firedAt: row.fired_at,
    depth: row.depth,
  }
}

/** Forgets runs that fired long ago and of which nothing is open. */
export function* purgeAutomationRuns(
  { build, within }: Dialect,
  org: string,
  before: number,
): Work<void> {
  for (;;) {
    const rows = yield* all(
      build
        .selectFrom('automation_run')
        .select('run')
        .where('org', '=', org)
        .where('fired_at', '<', before)
        .where((table) =>
          table.not(
            table.exists(
              table
                .selectFrom('automation_step')
                .select('automation_step.run')
                .whereRef('automation_step.org', '=', 'automation_run.org')
                .whereRef('automation_step.run', '=', 'automation_run.run')
                .where('automation_step.open_at', 'is not', null),
            ),
          ),
        )
        .limit(1000),
    )
    if (rows.length === 0) return
    const names = rows.map((row) => row.run)
    yield* run(
      build.deleteFrom('automation_step').where('org', '=', org).where('run', 'in', within(names)),
    )
    yield* run(
      build.deleteFrom('automation_run').where('org', '=', org).where('run', 'in', within(names)),
    )
  }
}
