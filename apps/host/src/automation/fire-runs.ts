import { faultOf } from '@cartograph/core'
import {
  addAutomationRuns,
  automationRunName,
  automationRunsAbout,
  countRunsSince,
  membersOfPersons,
  setAutomationState,
  stepsOfRuns,
  writeAutomationSeen,
  type AutomationState,
  type Dialect,
  type NewAutomationRun,
  type Work,
} from '../store/index.ts'
import type { CompiledAutomation } from './compiled-automation.ts'
import type { HappenedRow, JudgedPage } from './judge-page.ts'
import { memberOf, outsideSegments } from './make-steps.ts'
import { runContext } from './run-context.ts'
import { subjectContext, type SubjectContext } from './subject-context.ts'

const hourMs = 3_600_000
/** So many automations in a row may set each other off. */
export const mostRounds = 5
/** So long after a deed of an automation a change is taken for its effect. */
const effectMs = 10 * 60_000

interface Writing extends JudgedPage {
  readonly compiled: CompiledAutomation
  readonly state: AutomationState
}

interface FiringScene {
  readonly now: () => number
  readonly canLoop: boolean
  readonly complain: (message: string) => void
}

/**
 * Remembers what was seen of a page and puts down the runs for what happened in it, in the transaction that moves the place in the
 * log.
 *
 * More runs in an hour than the brake lets through hold the automation: they are there, and nothing is sent until a person says so.
 */
export function* writeHappenings(
  dialect: Dialect,
  org: string,
  scene: FiringScene,
  { compiled, state, seen, happenings }: Writing,
): Work<number> {
  const { automation } = compiled
  const now = scene.now()
  yield* writeAutomationSeen(dialect, org, automation.id, seen)
  const runs: NewAutomationRun[] = []
  for (const happening of happenings) {
    const run = yield* runFor(dialect, org, scene, { compiled, happening })
    if (run !== undefined) runs.push(run)
  }
  if (runs.length === 0) return 0
  yield* addAutomationRuns(dialect, org, runs, now)
  const since = Math.max(now - hourMs, state.counted_from)
  const count = yield* countRunsSince(dialect, org, automation.id, {
    since,
    most: automation.brake,
  })
  if (count > automation.brake)
    yield* setAutomationState(dialect, org, automation.id, {
      state: 'held',
      now,
      reason: `More than ${automation.brake} runs in an hour. Look at them, then let it go on with \`cartograph automations resume ${automation.id}\`, or leave them out with --skip-waiting.`,
    })
  return runs.length
}

function* runFor(
  dialect: Dialect,
  org: string,
  scene: FiringScene,
  {
    compiled,
    happening,
  }: { readonly compiled: CompiledAutomation; readonly happening: HappenedRow },
): Work<NewAutomationRun | undefined> {
  const { automation } = compiled
  const { seen, transition, happenedAt, facts, seq } = happening
  const subject = yield* subjectContext(dialect, org, seen)
  const { entity, id } = seen
  const key = { automation: automation.id, entity, id, transition, seq }
  const context = {
    ...subject.context,
    ...runContext({ ...key, run: automationRunName(key), facts, happenedAt }),
  }
  const what = `${automation.id} for ${seen.entity} ${seen.id}`
  const complain = (why: string) => scene.complain(`${what} was left out: ${why}`)
  if (!isWanted(compiled, context, complain)) return undefined
  const member = memberOf(seen.entity, seen.id, subject)
  const outside = yield* outsideSegments(dialect, org, automation, member)
  if (outside !== undefined) return undefined
  const depth = scene.canLoop ? yield* depthOf(dialect, org, subject, scene.now()) : 0
  if (depth >= mostRounds) {
    complain(`${depth} automations in a row have led to it, so it is taken for a loop.`)
    return undefined
  }
  let dueAt = happenedAt
  return {
    ...key,
    customer: subject.customer,
    facts,
    happenedAt,
    depth,
    steps: automation.steps.map(({ deed, afterMs }) => {
      dueAt += afterMs
      return { action: deed.action, dueAt }
    }),
  }
}

/** A condition that cannot be worked out for a row is not met by it. */
export function isWanted(
  { when }: Pick<CompiledAutomation, 'when'>,
  context: SubjectContext['context'],
  complain: (why: string) => void,
): boolean {
  try {
    return when(context)
  } catch (error) {
    complain(faultOf(error).message)
    return false
  }
}

/** How many automations in a row led to what happened: one more than the longest row that ended with a deed on the person just now. */
function* depthOf(
  dialect: Dialect,
  org: string,
  { person }: SubjectContext,
  now: number,
): Work<number> {
  if (person === undefined) return 0
  const members = yield* membersOfPersons(dialect, org, [person])
  const rows = members.map(({ id }) => {
    const slash = id.indexOf('/')
    return { entity: id.slice(0, slash), id: id.slice(slash + 1) }
  })
  const customers = rows.flatMap(({ entity, id }) => (entity === 'customer' ? id : []))
  const runs = yield* automationRunsAbout(
    dialect,
    org,
    { rows: [...rows, { entity: 'profile', id: person }], customers },
    50,
  )
  const steps = yield* stepsOfRuns(
    dialect,
    org,
    runs.map(({ run }) => run),
  )
  const acted = new Set(
    steps
      .filter(
        ({ action, sent_at: sentAt }) =>
          (action === 'tag' || action === 'set') && sentAt !== null && sentAt > now - effectMs,
      )
      .map(({ run }) => run),
  )
  return runs.reduce(
    (longest, { run, depth }) => (acted.has(run) ? Math.max(longest, depth + 1) : longest),
    0,
  )
}
