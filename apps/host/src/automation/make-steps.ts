import type { EntityName, JsonObject } from '@cartograph/core'
import {
  membersAmong,
  rowsById,
  type AutomationRun,
  type Dialect,
  type Work,
} from '../store/index.ts'
import type { AutomationScene } from './automation-scene.ts'
import type { CompiledAutomation } from './compiled-automation.ts'
import { prepareDeed } from './prepare-deed.ts'
import { runContext } from './run-context.ts'
import type { PreparedStep, StepMaker } from './step-maker.ts'
import { subjectContext, type SubjectContext } from './subject-context.ts'

/** Makes the steps of an automation: judges once more whether it is still wanted, and says what is to be done. */
export function stepsOf(
  scene: AutomationScene & { readonly now: () => number },
  compiled: CompiledAutomation,
): StepMaker {
  return async ({ step: place }, run) => {
    const step = compiled.steps[place]
    if (step === undefined)
      return { kind: 'skip', reason: 'The automation has no such step any more.' }
    const subject = await scene.store.read((dialect, org) =>
      subjectOfRun(dialect, org, run, compiled),
    )
    if ('kind' in subject) return subject
    if (!compiled.still(subject.context))
      return {
        kind: 'skip',
        endsRun: true,
        reason: 'What it was for is not so any more.',
      }
    if (!step.when(step.withValues(subject.context)))
      return { kind: 'skip', reason: 'The condition of the step is not met.' }
    return prepareDeed(scene, { compiled, step, place, subject, now: scene.now() })
  }
}

function* subjectOfRun(
  dialect: Dialect,
  org: string,
  run: AutomationRun,
  { automation }: CompiledAutomation,
): Work<SubjectContext | Extract<PreparedStep, { readonly kind: 'skip' }>> {
  const entity = run.entity as EntityName
  const found = (yield* rowsById(dialect, org, entity, [run.id])).get(run.id)
  if (found === undefined || found.deleted)
    return { kind: 'skip', endsRun: true, reason: 'What it was about is gone.' }
  const row = JSON.parse(found.data) as JsonObject
  const subject = yield* subjectContext(dialect, org, { entity, id: run.id, row })
  const outside = yield* outsideSegments(
    dialect,
    org,
    automation,
    memberOf(entity, run.id, subject),
  )
  if (outside !== undefined) return { kind: 'skip', endsRun: true, reason: outside }
  return {
    ...subject,
    context: { ...subject.context, ...runContext(run) },
  }
}

/** Why somebody is not among those whom an automation is for; undefined: they are. */
export function* outsideSegments(
  dialect: Dialect,
  org: string,
  { in: within, notIn }: CompiledAutomation['automation'],
  member: string | undefined,
): Work<string | undefined> {
  for (const segment of within)
    if (member === undefined || !(yield* membersAmong(dialect, org, segment, [member])).has(member))
      return `Whom it is about is not in the segment ${segment}.`
  for (const segment of notIn)
    if (member !== undefined && (yield* membersAmong(dialect, org, segment, [member])).has(member))
      return `Whom it is about is in the segment ${segment}.`
  return undefined
}

/** Segments have persons, orders and products as members. */
export function memberOf(
  entity: EntityName,
  id: string,
  { person }: Pick<SubjectContext, 'person'>,
): string | undefined {
  return entity === 'product' ? id : person
}
