import {
  addWork,
  changedAfter,
  changesAfter,
  countWork,
  moveConsumer,
  readConsumer,
  joinedValuesAfter,
  readHead,
  rowsAfter,
  rowsById,
  sourcesBeyond,
  type Dialect,
  type Lane,
  type LoggedChange,
  type NewDue,
  type Work,
} from '../store/index.ts'
import { followJoined } from './follow.ts'
import { groupName, moveMembers, sourceKind } from './groups.ts'
import type { DeliveryScene } from './scene.ts'
import { takenOver } from './call.ts'

const batch = 1000
/** Above this much waiting work a delivery takes no more: the log is the backlog, not the table. */
const workLimit = 50_000

/**
 * Takes what changed since the last time as work: live changes first, then the walk over all rows, then bulk changes.
 *
 * Gives back false when there was nothing more to take.
 */
export async function fanOut(scene: DeliveryScene): Promise<boolean> {
  const { store, delivery } = scene
  const waiting = await store.read((dialect, org) => countWork(dialect, org, delivery.id))
  if (waiting.count >= workLimit) return false
  if (await followLane(scene, 'live')) return true
  if (await walk(scene)) return true
  return followLane(scene, 'bulk')
}

async function followLane(scene: DeliveryScene, lane: Lane): Promise<boolean> {
  const { store, delivery, fence, clock } = scene
  return store.write(function* (dialect, org) {
    const consumer = yield* readConsumer(dialect, org, delivery.id)
    if (consumer?.fence !== fence) throw takenOver(scene)
    const changes = yield* changesAfter(dialect, org, lane, consumer[lane], batch)
    const last = changes.at(-1)
    if (last === undefined) return false
    const own = changes.filter((change) => change.entity === delivery.from)
    const followers = yield* followJoined(dialect, org, scene, changes)
    const due = followers === 'all' ? [] : followers
    yield* addWork(dialect, org, delivery.id, [
      ...(yield* sourcesOf(dialect, org, scene, own, lane)),
      ...due.map((id) => ({ entity: delivery.from, id, seq: last.seq, lane })),
    ])
    const move = { [lane]: last.seq, ...(followers === 'all' && { backfill_id: '' }) }
    const isOurs = yield* moveConsumer(dialect, org, delivery.id, fence, move, clock.now())
    if (!isOurs) throw takenOver(scene)
    return true
  })
}

/** What is to be looked at because some rows changed: the rows, or the groups that they are in and were in. */
function* sourcesOf(
  dialect: Dialect,
  org: string,
  scene: DeliveryScene,
  changes: readonly LoggedChange[],
  lane: Lane,
): Work<readonly NewDue[]> {
  if (!scene.mapping.grouped)
    return changes.map(({ entity, id, seq }) => ({ entity, id, seq, lane }))
  const { from } = scene.delivery
  const seq = changes.at(-1)?.seq ?? 0
  const ids = changes.map(({ id }) => id)
  const rows = yield* rowsById(dialect, org, from, ids)
  const { groups, nameless } = yield* moveMembers(
    dialect,
    org,
    scene,
    ids.map((id) => rows.get(id) ?? { id, data: '{}', hash: '', deleted: true }),
  )
  return [
    ...groups.map((id) => ({ entity: sourceKind(scene), id, seq, lane })),
    ...nameless.map((id) => ({ entity: from, id, seq, lane })),
  ]
}

/**
 * One step of the walk over all rows that a new or rebuilt delivery begins with.
 *
 * It ends with what the delivery gave before and no row gives any more, because another entity is sent now or the row is
 * no longer in the store.
 */
async function walk(scene: DeliveryScene): Promise<boolean> {
  const { store, delivery, mapping, place, fence, clock } = scene
  return store.write(function* (dialect, org) {
    const consumer = yield* readConsumer(dialect, org, delivery.id)
    if (consumer?.fence !== fence) throw takenOver(scene)
    if (consumer.backfillId === undefined) return false
    const head = yield* readHead(dialect, org)
    const entity = sourceKind(scene)
    const ids = yield* idsAfter(dialect, org, scene, consumer.backfillId)
    // What has changed since the delivery began comes as news, whoever is there first: some sinks take nothing else.
    const news = mapping.grouped
      ? new Set<string>()
      : yield* changedAfter(dialect, org, 'live', consumer.live, { entity, ids })
    const sources =
      ids.length > 0
        ? ids.filter((id) => !news.has(id)).map((id) => ({ entity, id }))
        : yield* sourcesBeyond(dialect, org, place, delivery.id, entity)
    yield* addWork(
      dialect,
      org,
      delivery.id,
      sources.map((source) => ({
        entity: source.entity,
        id: source.id,
        seq: head.seq,
        lane: 'bulk' as const,
      })),
    )
    const next = { backfill_id: ids.at(-1) ?? null }
    const isOurs = yield* moveConsumer(dialect, org, delivery.id, fence, next, clock.now())
    if (!isOurs) throw takenOver(scene)
    return true
  })
}

function* idsAfter(
  dialect: Dialect,
  org: string,
  { delivery, mapping }: DeliveryScene,
  after: string,
): Work<readonly string[]> {
  if (mapping.grouped)
    return yield* joinedValuesAfter(dialect, org, delivery.id, 'has', groupName, after, batch)
  const rows = yield* rowsAfter(dialect, org, delivery.from, after, batch)
  return rows.map(({ id }) => id)
}
