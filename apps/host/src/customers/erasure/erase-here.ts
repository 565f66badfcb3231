import { canonicalise } from '@cartograph/core'
import {
  appendChanges,
  contentHash,
  dropAnswersAbout,
  dropDecisionsAbout,
  dropLettersAbout,
  emptyRows,
  emptyWebhooks,
  forgetRecords,
  forgetTraces,
  rewriteRows,
  type Dialect,
  type NamedRow,
  type Work,
} from '../../store/index.ts'
import { aloneWithPersons } from '../persons/alone.ts'
import type { RowOfPerson } from './erasable.ts'
import { impersonalRow } from './impersonal.ts'
import type { Targets } from './targets.ts'
import type { Trail } from './trail.ts'

export interface Plan {
  readonly removed: readonly RowOfPerson[]
  readonly kept: readonly RowOfPerson[]
}

/** What becomes of each row: gone, or what is left of it. */
export function planOf(rows: readonly RowOfPerson[]): Plan {
  const removed: RowOfPerson[] = []
  const kept: RowOfPerson[] = []
  for (const each of rows) {
    const row = impersonalRow(each.entity, each.row)
    if (row === undefined) removed.push(each)
    else kept.push({ entity: each.entity, id: each.id, row })
  }
  return { removed, kept }
}

export interface Erasing {
  readonly person: string
  readonly members: readonly string[]
  readonly targets: Targets
  readonly plan: Plan
  readonly trail: Trail
  readonly at: number
}

/** Everything in the store; gives back how many letters there were. */
export function* eraseHere(
  dialect: Dialect,
  org: string,
  { person, members, targets, plan, trail, at }: Erasing,
): Work<number> {
  yield* aloneWithPersons(dialect, org)
  for (const { place, keys } of targets.records) yield* forgetRecords(dialect, org, place, keys)
  yield* emptyRows(org, plan.removed.map(nameOf), at)
  yield* rewriteRows(
    org,
    plan.kept.map(({ entity, id, row }) => {
      const data = canonicalise(row)
      return { entity, id, data, hash: contentHash(data) }
    }),
  )
  const profile = { entity: 'profile', id: person }
  yield* forgetTraces(dialect, org, [...[...plan.removed, ...plan.kept].map(nameOf), profile])
  yield* emptyWebhooks(dialect, org, targets.webhooks)
  yield* dropDecisionsAbout(dialect, org, members)
  yield* dropAnswersAbout(dialect, org, trail.texts)
  const keys = targets.records.flatMap((each) => each.keys)
  const names = [...plan.removed, ...plan.kept].map(({ entity, id }) => `${entity}/${id}`)
  const letters = yield* dropLettersAbout(dialect, org, [...keys, ...names], trail.texts)
  yield* appendChanges(
    dialect,
    org,
    [
      ...plan.removed.map(({ entity, id }) => ({ entity, id, op: 'delete' as const })),
      ...plan.kept.map(({ entity, id }) => ({ entity, id, op: 'upsert' as const })),
    ],
    'live',
    at,
  )
  return letters
}

export function nameOf({ entity, id }: NamedRow): NamedRow {
  return { entity, id }
}
