import type { EntityName, JsonObject } from '@cartograph/core'
import {
  automationSeen,
  canGoOn,
  changesAfter,
  readHead,
  rowsAfter,
  rowsById,
  type Consumer,
  type ConsumerMove,
  type Dialect,
  type StoredRow,
  type Work,
} from '../store/index.ts'
import type { CompiledAutomation } from './compiled-automation.ts'
import type { Page } from './judge-page.ts'

const batch = 500

/** A page, and where it leaves whoever has read it. */
export interface ReadPage {
  readonly page: Page
  readonly move: ConsumerMove
}

/** The next page: what changed first, then the walk over all rows, then what was changed in bulk. */
export function* readPage(
  dialect: Dialect,
  org: string,
  consumer: Consumer,
  compiled: CompiledAutomation,
): Work<ReadPage | 'outdated' | undefined> {
  const head = yield* readHead(dialect, org)
  if (!canGoOn(consumer, head)) return 'outdated'
  const live = yield* lanePage(dialect, org, consumer, 'live', compiled)
  if (live !== undefined) return live
  const walked = yield* walkPage(dialect, org, consumer, compiled)
  return walked ?? (yield* lanePage(dialect, org, consumer, 'bulk', compiled))
}

function* lanePage(
  dialect: Dialect,
  org: string,
  consumer: Consumer,
  lane: 'live' | 'bulk',
  compiled: CompiledAutomation,
): Work<ReadPage | undefined> {
  const changes = yield* changesAfter(dialect, org, lane, consumer[lane], batch)
  const last = changes.at(-1)
  if (last === undefined) return undefined
  const rows: Page['rows'][number][] = []
  for (const entity of compiled.rule.entities) {
    const own = changes.filter((change) => change.entity === entity && change.op === 'upsert')
    const found = yield* rowsById(
      dialect,
      org,
      entity,
      own.map(({ id }) => id),
    )
    const seqs = new Map(own.map(({ id, seq }) => [id, seq]))
    rows.push(...(yield* withSeen(dialect, org, compiled, entity, [...found.values()], seqs)))
  }
  const isWalking = consumer.backfillId !== undefined
  return { page: { lane, isWalking, rows }, move: { [lane]: last.seq } }
}

function* walkPage(
  dialect: Dialect,
  org: string,
  { backfillId }: Consumer,
  compiled: CompiledAutomation,
): Work<ReadPage | undefined> {
  if (backfillId === undefined) return undefined
  const { entities } = compiled.rule
  const slash = backfillId.indexOf('/')
  const entity = entities.find((each) => each === backfillId.slice(0, slash)) ?? entities[0]
  if (entity === undefined) return { page: nothing, move: { backfill_id: null } }
  const rows = yield* rowsAfter(dialect, org, entity, backfillId.slice(slash + 1), batch)
  const last = rows.at(-1)
  const after = entities[entities.indexOf(entity) + 1]
  const next =
    last === undefined ? (after === undefined ? null : `${after}/`) : `${entity}/${last.id}`
  const page: Page = {
    lane: 'walk',
    isWalking: true,
    rows: yield* withSeen(dialect, org, compiled, entity, rows, new Map()),
  }
  return { page, move: { backfill_id: next } }
}

const nothing: Page = { lane: 'walk', isWalking: true, rows: [] }

function* withSeen(
  dialect: Dialect,
  org: string,
  { automation, rule }: CompiledAutomation,
  entity: EntityName,
  rows: readonly StoredRow[],
  seqs: ReadonlyMap<string, number>,
): Work<Page['rows']> {
  const there = rows.filter((row) => !row.deleted)
  const seen = rule.needsSeen
    ? yield* automationSeen(
        dialect,
        org,
        automation.id,
        entity,
        there.map(({ id }) => id),
      )
    : new Map<string, string>()
  return there.map(({ id, data }) => ({
    entity,
    id,
    row: JSON.parse(data) as JsonObject,
    before: seen.get(id),
    seq: seqs.get(id) ?? 0,
  }))
}
