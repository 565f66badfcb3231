import type { JsonObject } from '@cartograph/core'
import {
  addAutomationRuns,
  automationSeen,
  automationSeenAs,
  ensureAutomationState,
  rowsById,
  writeAutomationSeen,
  type Dialect,
  type NewAutomationRun,
  type Work,
} from '../store/index.ts'
import type { CompiledAutomation } from './compiled-automation.ts'
import { isWanted } from './fire-runs.ts'
import type { FollowScene } from './follow-automation.ts'
import { isOf } from './judge-page.ts'
import { outsideSegments } from './make-steps.ts'
import { localInstant } from './local-instant.ts'
import { zonesOf } from './quiet-hours.ts'
import { subjectContext } from './subject-context.ts'

const dayMs = 86_400_000
const batch = 500
const clock = { entity: '$clock', id: 'day' } as const

/**
 * Puts down runs for the birthdays of the days to come, up to tomorrow wherever on the earth that begins first.
 *
 * A run is named by its year, so that a day that is looked at again adds nobody.
 */
export async function fireBirthdays(
  scene: FollowScene,
  compiled: CompiledAutomation,
): Promise<void> {
  const { store, now, signal } = scene
  const { automation } = compiled
  const today = Math.floor(now() / dayMs)
  const done = await store.read((dialect, org) =>
    automationSeen(dialect, org, automation.id, clock.entity, [clock.id]),
  )
  const first = Math.max(Number(done.get(clock.id) ?? today - 2) + 1, today - 7)
  for (let day = first; day <= today + 1; day += 1) {
    for (const monthDay of celebratedOn(day + (automation.on.daysBefore ?? 0))) {
      let after = ''
      for (;;) {
        signal.throwIfAborted()
        const last = await store.write((dialect, org) =>
          fireDay(dialect, org, scene, { compiled, day, monthDay, after }),
        )
        if (last === undefined) break
        after = last
      }
    }
    await store.write((dialect, org) =>
      writeAutomationSeen(dialect, org, automation.id, [{ ...clock, state: String(day) }]),
    )
  }
}

/** The days of birth that are celebrated on a day: whoever was born on a day that a year has not, the day before. */
function celebratedOn(day: number): readonly string[] {
  const date = new Date(day * dayMs)
  const monthDay = date.toISOString().slice(5, 10)
  const year = date.getUTCFullYear()
  const isLeap = new Date(Date.UTC(year, 1, 29)).getUTCMonth() === 1
  return monthDay === '02-28' && !isLeap ? [monthDay, '02-29'] : [monthDay]
}

interface Day {
  readonly compiled: CompiledAutomation
  readonly day: number
  readonly monthDay: string
  readonly after: string
}

function* fireDay(
  dialect: Dialect,
  org: string,
  scene: FollowScene,
  { compiled, day, monthDay, after }: Day,
): Work<string | undefined> {
  const { automation } = compiled
  const now = scene.now()
  const state = yield* ensureAutomationState(dialect, org, automation.id, now)
  const persons = yield* automationSeenAs(
    dialect,
    org,
    { automation: automation.id, entity: 'profile', state: monthDay },
    { after, limit: batch },
  )
  const rows = yield* rowsById(dialect, org, 'profile', persons)
  const runs: NewAutomationRun[] = []
  for (const id of persons) {
    const found = rows.get(id)
    if (found === undefined || found.deleted) continue
    const row = JSON.parse(found.data) as JsonObject
    if (!isOf({ entity: 'profile', row }, automation.connections)) continue
    const happenedAt = localInstant(day, automation.on.at ?? '09:00', zoneIn(scene, row))
    if (happenedAt < state.active_since || happenedAt < now - automation.withinMs) continue
    const subject = yield* subjectContext(dialect, org, { entity: 'profile', id, row })
    const outside = yield* outsideSegments(dialect, org, automation, id)
    const complain = (why: string) =>
      scene.complain(`${automation.id} for profile ${id} was left out: ${why}`)
    if (outside !== undefined || !isWanted(compiled, subject.context, complain)) continue
    let dueAt = happenedAt
    runs.push({
      automation: automation.id,
      entity: 'profile',
      id,
      transition: 'birthday',
      seq: new Date(day * dayMs).getUTCFullYear(),
      customer: subject.customer,
      facts: {},
      happenedAt,
      depth: 0,
      steps: automation.steps.map(({ deed, afterMs }) => {
        dueAt += afterMs
        return { action: deed.action, dueAt }
      }),
    })
  }
  yield* addAutomationRuns(dialect, org, runs, now)
  return persons.length < batch ? undefined : persons.at(-1)
}

/** In a country with several zones that the shop is in none of, the first. */
function zoneIn({ zoneOf }: FollowScene, row: JsonObject): string {
  const [connection] = (row['connections'] ?? []) as readonly string[]
  const country = (row['address'] as JsonObject | null | undefined)?.['country']
  const shop = zoneOf(connection)
  return zonesOf(typeof country === 'string' ? country : undefined, shop)[0] ?? shop
}
