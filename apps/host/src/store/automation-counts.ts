import { all, first, type Dialect, type Work } from './database.ts'

/** How many steps of an automation were begun since an instant, for its pace. */
export function* countStepsSince(
  { build }: Dialect,
  org: string,
  automation: string,
  since: number,
): Work<number> {
  const row = yield* first(
    build
      .selectFrom('automation_step')
      .select((table) => table.fn.countAll<number>().as('count'))
      .where('org', '=', org)
      .where('automation', '=', automation)
      .where('sent_at', '>', since),
  )
  return row?.count ?? 0
}

/** How many steps of each automation stand how. */
export function* countAutomationSteps(
  { build }: Dialect,
  org: string,
): Work<ReadonlyMap<string, Readonly<Record<string, number>>>> {
  const rows = yield* all(
    build
      .selectFrom('automation_step')
      .select((table) => ['automation', 'state', table.fn.countAll<number>().as('count')])
      .where('org', '=', org)
      .groupBy(['automation', 'state']),
  )
  const counts = new Map<string, Record<string, number>>()
  for (const { automation, state, count } of rows)
    counts.set(automation, { ...counts.get(automation), [state]: count })
  return counts
}
