import { setTimeout as sleep } from 'node:timers/promises'
import { isDeepStrictEqual } from 'node:util'
import { said } from '../story.ts'
import { breaches } from './breaches.ts'
import { compareRecords, compareSink, wronglyDeleted } from './comparison.ts'
import { emptyStore, withDatabase } from './database.ts'
import type { DatabaseServer } from './database-server.ts'
import { doubledEffects } from './effects.ts'
import type { Fleet } from './fleet.ts'
import { leaseMs, type Schedule } from './schedule.ts'
import { endActor, openStage, type Stage } from './stage.ts'
import { strike } from './strikes.ts'

/** What went wrong: a failure of another kind is another failure. */
export type FailureKind = 'lost' | 'doubled' | 'wrongly deleted' | 'protocol' | 'stuck'

export interface Failure {
  readonly kind: FailureKind
  readonly says: string
}

export interface Played {
  readonly failures: readonly Failure[]
  readonly records: number
  /** What the sink was told, and how often it was told something again under its key. */
  readonly effects: number
  readonly repeats: number
}

/** How long processes may stand still once all is calm. */
const patienceMs = 30_000
const lookMs = 150

/** What schedules are played on, one after the other. */
export interface Ground {
  readonly server: DatabaseServer
  readonly fleet: Fleet
  readonly pace: number
  /** The sink knows no key again. */
  readonly hidesKeys: boolean
}

/** Plays one schedule to its end, and compares what everybody holds then. */
export async function play(schedule: Schedule, given: Ground): Promise<Played> {
  await given.server.revive()
  await emptyStore(given.server)
  const stage = await openStage(schedule.seed, { ...given, serves: schedule.serves })
  try {
    const during = await storm(stage, schedule)
    calm(stage)
    await given.server.revive()
    const waited = await comeToRest(stage)
    return await lastLook(stage, [...during, ...waited])
  } finally {
    await stage.close()
  }
}

async function storm(stage: Stage, schedule: Schedule): Promise<readonly Failure[]> {
  const { shop } = stage
  shop.store.weather.set({
    latencyMs: schedule.latencyMs,
    webhooks: { missing: 0.05, doubled: 0.1, late: 0.3, refusesLocal: false, reordered: true },
  })
  const first = Array.from({ length: schedule.workers }, () => stage.begin(['worker']))
  if (schedule.serves) first.push(stage.begin(['serve']))
  await Promise.all(first)
  const beganAt = performance.now()
  const faults = schedule.faults.map(async ({ atMs, fault }) => {
    await sleep(Math.max(0, atMs * stage.pace - (performance.now() - beganAt)))
    await strike(stage, fault)
  })
  const over = new AbortController()
  const failures: Failure[] = []
  const living = async () => {
    while (!over.signal.aborted) {
      await shop.store.deliverWebhooks()
      failures.push(...(await found('wrongly deleted', () => deletedWrongly(stage))))
      await sleep(lookMs)
    }
  }
  const life = living()
  await Promise.all(faults).finally(() => over.abort())
  await life
  return failures
}

/** A database that is away cannot be looked into; later it can. */
async function deletedWrongly({ server, shop }: Stage): Promise<readonly string[]> {
  try {
    return await withDatabase(server, (client) => wronglyDeleted(client, shop.store))
  } catch {
    return []
  }
}

async function found(
  kind: FailureKind,
  look: () => Promise<readonly string[]>,
): Promise<readonly Failure[]> {
  return (await look()).map((says) => ({ kind, says }))
}

function calm({ shop, sink, actors }: Stage): void {
  shop.rest()
  shop.store.weather.calm()
  sink.calm()
  for (const { process } of actors) process.setClock(0)
}

/**
 * Waits until workers alone have brought the store and the sink to where the shop is, but for what only a sweep finds; and for
 * as long as they come nearer.
 */
async function comeToRest(stage: Stage): Promise<readonly Failure[]> {
  const { shop, pace } = stage
  let before: readonly string[] = []
  let movedAt = performance.now()
  for (;;) {
    // As whatever watches over processes does: one that ended by itself is begun again.
    if (!stage.actors.some(({ name, isWorking }) => name.startsWith('worker') && isWorking()))
      await stage.begin(['worker'])
    await shop.store.deliverWebhooks()
    const lacking = await stillLacking(stage)
    if (lacking.length === 0) return []
    if (!isDeepStrictEqual(lacking, before)) movedAt = performance.now()
    before = lacking
    const seconds = (patienceMs * pace) / 1000
    if (performance.now() - movedAt > seconds * 1000)
      return lacking.map((says) => ({ kind: 'stuck', says: `for ${seconds} s: ${says}` }))
    await sleep(lookMs)
  }
}

async function stillLacking({ server, shop, sink }: Stage): Promise<readonly string[]> {
  try {
    return await withDatabase(server, async (client) => [
      ...(await compareRecords(client, shop.store, { isSwept: false })).differences,
      ...(await compareSink(client, sink.effects)),
    ])
  } catch (error) {
    // What befell the database may take effect a little later.
    return [error instanceof Error ? error.message : String(error)]
  }
}

/** With nobody else at work, looks for what is gone, delivers that too, and compares everything. */
async function lastLook(stage: Stage, before: readonly Failure[]): Promise<Played> {
  const { server, shop, sink } = stage
  await Promise.all(stage.actors.map((actor) => endActor(actor)))
  const failures = [...before, ...(await crashes(stage))]
  for (const words of [['sync', 'shop', '--sweep', '--accept-deletes'], ['push']])
    failures.push(...(await doByHand(stage, words)))
  return withDatabase(server, async (client) => {
    const { differences, records } = await compareRecords(client, shop.store, { isSwept: true })
    const lost = [...differences, ...(await compareSink(client, sink.effects))]
    failures.push(...lost.map((says) => ({ kind: 'lost', says }) as const))
    failures.push(
      ...(await found('wrongly deleted', () => wronglyDeleted(client, shop.store))),
      ...doubledEffects(sink.effects).map((says) => ({ kind: 'doubled', says }) as const),
      ...(await found('protocol', () => breaches(client, stage.nameOf))),
    )
    return { failures, records, effects: sink.effects.length, repeats: sink.repeats() }
  })
}

/** Whoever cannot go on says so and ends in order; a process that no one killed and that is gone all the same has crashed. */
async function crashes({ actors }: Stage): Promise<readonly Failure[]> {
  const endings = await Promise.all(
    actors.map(async (actor) => [actor, await actor.ended] as const),
  )
  return endings.flatMap(([{ name }, ending]) =>
    ending.hasCrashed
      ? [{ kind: 'protocol', says: `${name} crashed: ${said(ending)}` } as const]
      : [],
  )
}

const handTries = 10

/** What a process that had to be killed has in hand is free only when its leases are over. */
async function doByHand(stage: Stage, words: readonly string[]): Promise<readonly Failure[]> {
  for (let left = handTries; ; left -= 1) {
    const ending = await (await stage.begin(words)).ended
    if (ending.code === 0) return []
    if (left === 0)
      return [{ kind: 'stuck', says: `\`${words.join(' ')}\` failed: ${said(ending)}` }]
    await sleep((leaseMs * stage.pace) / 4)
  }
}
