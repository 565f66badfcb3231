import type { EntityName, JsonObject } from '@cartograph/core'
import {
  automationSeen,
  changesAfter,
  ensureAutomationState,
  followedElsewhere,
  moveConsumer,
  readConsumer,
  readHead,
  rebuildConsumer,
  restartAutomation,
  rowsAfter,
  rowsById,
  takeConsumer,
  type AutomationState,
  type Consumer,
  type ConsumerMove,
  type Dialect,
  type StoredRow,
  type Work,
} from '../store/index.ts'
import type { AutomationScene } from './automation-scene.ts'
import type { CompiledAutomation } from './compiled-automation.ts'
import { writeHappenings } from './fire-runs.ts'
import { judgePage, type Page } from './judge-page.ts'

export interface FollowScene extends AutomationScene {
  /** The clock of the store. */
  readonly now: () => number
  readonly signal: AbortSignal
  /** What it waits for may be the deed of an automation: how many in a row led to it is looked at. */
  readonly canLoop: boolean
  /** What could not be judged, or was cut off, for the log. */
  readonly complain: (message: string) => void
}

const batch = 500

/** Under which name an automation keeps its place in the change log. */
export function automationConsumer(id: string): string {
  return `$automation/${id}`
}

/**
 * Judges what changed, to the end of the change log, and puts down a run for each thing that happened.
 *
 * A page is read, judged without a transaction, and written in one that moves the place in the log, remembers what was seen, and
 * puts down the runs: whoever was taken over meanwhile writes nothing.
 */
export async function followAutomation(
  scene: FollowScene,
  compiled: CompiledAutomation,
): Promise<{ readonly fired: number }> {
  const { store, signal } = scene
  let { consumer, state } = await begin(scene, compiled)
  let fired = 0
  for (;;) {
    signal.throwIfAborted()
    const read = await store.read((dialect, org) => readPage(dialect, org, consumer, compiled))
    if (read === undefined) return { fired }
    if (read === 'outdated') {
      ;({ consumer, state } = await begin(scene, compiled))
      continue
    }
    const happenings = judgePage(read.page, { compiled, state, now: scene.now() })
    fired += await store.write(function* (dialect, org) {
      const id = automationConsumer(compiled.automation.id)
      const isOurs = yield* moveConsumer(dialect, org, id, consumer.fence, read.move, scene.now())
      if (!isOurs) throw followedElsewhere(`the automation ${compiled.automation.id}`)
      return yield* writeHappenings(dialect, org, scene, { compiled, state, ...happenings })
    })
    consumer = await present(scene, compiled, consumer)
  }
}

/** Takes the automation over; one that is new, or waits for something else now, begins with a walk over all rows. */
async function begin(
  { store, now }: FollowScene,
  { automation, rule, version }: CompiledAutomation,
): Promise<{ readonly consumer: Consumer; readonly state: AutomationState }> {
  return store.write(function* (dialect, org) {
    const id = automationConsumer(automation.id)
    const known = yield* takeConsumer(dialect, org, id)
    const head = yield* readHead(dialect, org)
    const waitsForOther = known !== undefined && known.version !== version
    const outdated =
      known === undefined ||
      waitsForOther ||
      known.epoch !== head.epoch ||
      Math.min(known.live, known.bulk) < head.purgedTo
    if (waitsForOther) yield* restartAutomation(dialect, org, automation.id, now())
    const state = yield* ensureAutomationState(dialect, org, automation.id, now())
    if (!outdated) return { consumer: known, state }
    yield* rebuildConsumer(dialect, org, id, version, now())
    if (!rule.needsSeen && !automation.onHistory) yield* skipWalk(dialect, org, id, now())
    const taken = yield* takeConsumer(dialect, org, id)
    if (taken === undefined) throw new Error(`The consumer ${id} was not written.`)
    return { consumer: taken, state }
  })
}

function* skipWalk(dialect: Dialect, org: string, id: string, now: number): Work<void> {
  const consumer = yield* readConsumer(dialect, org, id)
  yield* moveConsumer(dialect, org, id, consumer?.fence ?? 0, { backfill_id: null }, now)
}

interface ReadPage {
  readonly page: Page
  readonly move: ConsumerMove
}

function* readPage(
  dialect: Dialect,
  org: string,
  consumer: Consumer,
  compiled: CompiledAutomation,
): Work<ReadPage | 'outdated' | undefined> {
  const head = yield* readHead(dialect, org)
  if (consumer.epoch !== head.epoch || Math.min(consumer.live, consumer.bulk) < head.purgedTo)
    return 'outdated'
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

async function present(
  { store }: FollowScene,
  { automation }: CompiledAutomation,
  { fence }: Consumer,
): Promise<Consumer> {
  const found = await store.read((dialect, org) =>
    readConsumer(dialect, org, automationConsumer(automation.id)),
  )
  if (found === undefined || found.fence !== fence)
    throw followedElsewhere(`the automation ${automation.id}`)
  return found
}
