import type { EntityName, JsonObject } from '@cartograph/core'
import type { Dialect, Work } from '../store/index.ts'
import type { CompiledAutomation } from './compiled-automation.ts'
import { isWanted } from './fire-runs.ts'
import { memberOf, outsideSegments } from './make-steps.ts'
import { rowsOfPerson } from './rows-of-person.ts'
import { runContext } from './run-context.ts'
import { subjectContext, type SubjectContext } from './subject-context.ts'
import { wouldDo, type DryRunScene } from './would-do.ts'

/** What an automation would do about one person. */
export interface AutomationPreview {
  /** The last thing of the kind that happened to them, as `order/shop:1001`; else the person themselves. */
  readonly of: string
  /** Whether anything of the kind ever happened to them. */
  readonly happened: boolean
  /** Why nothing would be done about them; missing: it would. */
  readonly not?: string
  /** What each step would be given, or why it would not be done. */
  readonly steps: readonly PreviewedStep[]
}

export interface PreviewedStep {
  readonly action: string
  /** After what happened. */
  readonly afterMs: number
  readonly input?: JsonObject
  readonly reason?: string
}

/**
 * Shows every step for the last thing that happened to a person, with what is known now; also where conditions keep it back, so that a
 * mail can be looked at before anybody gets it. Nothing is sent and nothing is written.
 */
export async function previewAutomation(
  scene: DryRunScene,
  compiled: CompiledAutomation,
  { person, now }: { readonly person: string; readonly now: number },
): Promise<AutomationPreview> {
  const { store } = scene
  const found = await store.read((dialect, org) => subjectOf(dialect, org, compiled, person, now))
  const had = new Map<string, number[]>()
  const steps: PreviewedStep[] = []
  let afterMs = 0
  for (const [place, { settings }] of compiled.steps.entries()) {
    afterMs += settings.afterMs
    const hand = { compiled, place, subject: found.subject, now: now + afterMs }
    steps.push({ action: settings.deed.action, afterMs, ...(await wouldDo(scene, hand, had)) })
  }
  return {
    of: found.of,
    happened: found.happened,
    ...(found.not !== undefined && { not: found.not }),
    steps,
  }
}

interface Found {
  readonly of: string
  readonly happened: boolean
  readonly not: string | undefined
  readonly subject: SubjectContext
}

function* subjectOf(
  dialect: Dialect,
  org: string,
  compiled: CompiledAutomation,
  person: string,
  now: number,
): Work<Found> {
  const { automation, rule } = compiled
  const profile: EntityName = 'profile'
  const rows = yield* rowsOfPerson(dialect, org, person, [...new Set([...rule.entities, profile])])
  const [last] = rows
    .flatMap((seen) => {
      if (!rule.entities.includes(seen.entity)) return []
      const { happening } = rule.judge(seen)
      const at = happening?.happenedAt
      return happening === undefined || at === undefined ? [] : { seen, happening, at }
    })
    .toSorted((one, other) => other.at - one.at)
  const self = rows.find(({ entity }) => entity === profile)
  const seen = last?.seen ?? self ?? { entity: profile, id: person, row: {}, before: undefined }
  const subject = yield* subjectContext(dialect, org, seen)
  const context = {
    ...subject.context,
    ...runContext({
      automation: automation.id,
      transition: last?.happening.transition ?? automation.on.event,
      run: 'preview',
      facts: last?.happening.facts ?? {},
      happenedAt: last?.at ?? now,
    }),
  }
  let why = 'The condition is not met.'
  const wanted = isWanted(compiled, context, (complaint) => {
    why = complaint
  })
  const outside = yield* outsideSegments(
    dialect,
    org,
    automation,
    memberOf(seen.entity, seen.id, subject),
  )
  return {
    of: `${seen.entity}/${seen.id}`,
    happened: last !== undefined,
    not: wanted ? outside : why,
    subject: { ...subject, context },
  }
}
