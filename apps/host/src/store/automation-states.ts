import type { AutomationSeenTable, AutomationStateTable } from './automation-tables.ts'
import { insertOrReplace } from './bulk-forms.ts'
import { all, bulk, first, run, type Dialect, type Work } from './database.ts'

export type AutomationState = Omit<AutomationStateTable, 'org'>

/** How an automation stands; one that is new begins now, and what happened before is history to it. */
export function* ensureAutomationState(
  { build }: Dialect,
  org: string,
  automation: string,
  now: number,
): Work<AutomationState> {
  const fresh = {
    automation,
    state: 'active',
    active_since: now,
    counted_from: now,
    changed_at: now,
    reason: null,
  } as const
  yield* run(
    build
      .insertInto('automation_state')
      .values({ org, ...fresh })
      .onConflict((conflict) => conflict.columns(['org', 'automation']).doNothing()),
  )
  const row = yield* first(
    build
      .selectFrom('automation_state')
      .selectAll()
      .where('org', '=', org)
      .where('automation', '=', automation),
  )
  return row ?? fresh
}

export function* automationStates(
  { build }: Dialect,
  org: string,
): Work<ReadonlyMap<string, AutomationState>> {
  const rows = yield* all(build.selectFrom('automation_state').selectAll().where('org', '=', org))
  return new Map(rows.map((row) => [row.automation, row]))
}

/** Lets an automation stand another way; the brake begins to count anew where it goes on. */
export function* setAutomationState(
  { build }: Dialect,
  org: string,
  automation: string,
  {
    state,
    reason,
    now,
  }: {
    readonly state: AutomationState['state']
    readonly reason?: string | undefined
    readonly now: number
  },
): Work<boolean> {
  const row = yield* first(
    build
      .updateTable('automation_state')
      .set({
        state,
        reason: reason ?? null,
        changed_at: now,
        ...(state === 'active' && { counted_from: now }),
      })
      .where('org', '=', org)
      .where('automation', '=', automation)
      .where('state', '!=', state)
      .returning('automation'),
  )
  return row !== undefined
}

type Seen = Pick<AutomationSeenTable, 'entity' | 'id' | 'state'>

/** What an automation saw of some rows of an entity last. */
export function* automationSeen(
  { build, within }: Dialect,
  org: string,
  automation: string,
  entity: string,
  ids: readonly string[],
): Work<ReadonlyMap<string, string>> {
  if (ids.length === 0) return new Map()
  const rows = yield* all(
    build
      .selectFrom('automation_seen')
      .select(['id', 'state'])
      .where('org', '=', org)
      .where('automation', '=', automation)
      .where('entity', '=', entity)
      .where('id', 'in', within(ids)),
  )
  return new Map(rows.map(({ id, state }) => [id, state]))
}

const writeSeen = insertOrReplace('automation_seen', ['org', 'automation', 'entity', 'id', 'state'])

export function* writeAutomationSeen(
  _dialect: Dialect,
  org: string,
  automation: string,
  seen: readonly Seen[],
): Work<void> {
  yield* bulk(
    writeSeen,
    seen
      .toSorted((one, other) => (one.id < other.id ? -1 : 1))
      .map(({ entity, id, state }) => [org, automation, entity, id, state]),
  )
}

/** Lets an automation that waits for something else now begin anew: what it saw means nothing any more, and what was before is history. */
export function* restartAutomation(
  { build }: Dialect,
  org: string,
  automation: string,
  now: number,
): Work<void> {
  yield* run(
    build.deleteFrom('automation_seen').where('org', '=', org).where('automation', '=', automation),
  )
  yield* run(
    build
      .updateTable('automation_state')
      .set({ active_since: now, counted_from: now })
      .where('org', '=', org)
      .where('automation', '=', automation),
  )
}

/** Rows that an automation saw in a state, in the order of their ids. */
export function* automationSeenAs(
  { build }: Dialect,
  org: string,
  { automation, entity, state }: Omit<AutomationSeenTable, 'org' | 'id'>,
  { after, limit }: { readonly after: string; readonly limit: number },
): Work<readonly string[]> {
  const rows = yield* all(
    build
      .selectFrom('automation_seen')
      .select('id')
      .where('org', '=', org)
      .where('automation', '=', automation)
      .where('entity', '=', entity)
      .where('state', '=', state)
      .where('id', '>', after)
      .orderBy('id')
      .limit(limit),
  )
  return rows.map(({ id }) => id)
}
