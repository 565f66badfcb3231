import type { AutomationRunKey } from './automation-runs.ts'
import type { AutomationRunTable, AutomationStepTable } from './automation-tables.ts'
import { all, first, type Dialect, type Work } from './database.ts'

export interface AutomationRun extends AutomationRunKey {
  readonly run: string
  readonly customer: string | null
  readonly facts: Readonly<Record<string, string | number | boolean | null>>
  readonly happenedAt: number
  readonly firedAt: number
  readonly depth: number
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
