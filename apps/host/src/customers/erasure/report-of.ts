import type { NamedRow } from '../../store/index.ts'
import { idsByEntity } from '../persons/moved-traces.ts'
import type { Erasable } from './erasable.ts'
import type { Plan } from './erase-here.ts'
import type { Erasure } from './erasure.ts'
import type { Targets } from './targets.ts'

/** What is about to be erased, before anything was. */
export function reportOf(
  { person }: Erasable,
  targets: Targets,
  plan: Plan,
  dry: boolean,
): Erasure {
  return {
    person,
    dry,
    records: keysIn(targets.records),
    removed: countsOf(plan.removed),
    kept: countsOf(plan.kept),
    letters: 0,
    webhooks: targets.webhooks.length,
    vendors: [],
    shared: keysIn(targets.shared),
    left: [],
    ok: true,
  }
}

function keysIn(some: Targets['records']): number {
  return some.reduce((sum, { keys }) => sum + keys.length, 0)
}

function countsOf(rows: readonly NamedRow[]): Readonly<Record<string, number>> {
  return Object.fromEntries([...idsByEntity(rows)].map(([entity, ids]) => [entity, ids.length]))
}
