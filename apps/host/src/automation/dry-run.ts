import type { EntityName, JsonObject } from '@cartograph/core'
import { rowsAfter, type Dialect, type Work } from '../store/index.ts'
import type { CompiledAutomation } from './compiled-automation.ts'
import { isWanted } from './fire-runs.ts'
import type { Happening, SeenRow } from './happening.ts'
import { isOf } from './judge-page.ts'
import { memberOf, outsideSegments } from './make-steps.ts'
import { runContext } from './run-context.ts'
import { subjectContext, type SubjectContext } from './subject-context.ts'
import { wouldDo, type DryRunScene } from './would-do.ts'

/** What an automation would have done. */
export interface AutomationDryRun {
  readonly automation: string
  readonly from: string
  readonly to: string
  /** How often what it waits for happened. */
  readonly happened: number
  /** How often its conditions were met. */
  readonly wanted: number
  readonly steps: readonly DryStep[]
  /** What the first ones would have been given. */
  readonly examples: readonly JsonObject[]
}

interface DryStep {
  readonly action: string
  readonly would: number
  /** How often it would not have, by reason. */
  readonly not: Readonly<Record<string, number>>
}

const batch = 500
const shownExamples = 3

/**
 * Replays what happened between two instants against the store as it is now: persons, segments and consents are those of today.
 * Nothing is sent and nothing is written.
 *
 * Limits are counted as they would have been; quiet hours only put off, so they are left out. What has no instant of its own, such as
 * a change of a price, cannot be replayed.
 */
export async function dryRunAutomation(
  scene: DryRunScene,
  compiled: CompiledAutomation,
  { from, to }: { readonly from: number; readonly to: number },
): Promise<AutomationDryRun> {
  const { automation, rule } = compiled
  const counts = compiled.steps.map(() => ({ would: 0, not: new Map<string, number>() }))
  const had = new Map<string, number[]>()
  const examples: JsonObject[] = []
  let [happened, wanted] = [0, 0]
  for (const entity of rule.entities)
    for (let after: string | undefined = ''; after !== undefined;) {
      scene.signal.throwIfAborted()
      const page: WantedPage = await wantedPage(scene, compiled, { entity, after, from, to })
      after = page.next
      happened += page.happened
      for (const { subject, at } of page.wanted) {
        wanted += 1
        let dueAt = at
        for (const [place, step] of compiled.steps.entries()) {
          dueAt += step.settings.afterMs
          const would = await wouldDo(scene, { compiled, place, subject, now: dueAt }, had)
          const count = counts[place]
          if (count === undefined) continue
          if ('reason' in would) {
            count.not.set(would.reason, (count.not.get(would.reason) ?? 0) + 1)
            continue
          }
          count.would += 1
          if (examples.length < shownExamples) examples.push(would.input)
        }
      }
    }
  return {
    automation: automation.id,
    from: new Date(from).toISOString(),
    to: new Date(to).toISOString(),
    happened,
    wanted,
    steps: compiled.steps.map(({ settings }, place) => ({
      action: settings.deed.action,
      would: counts[place]?.would ?? 0,
      not: Object.fromEntries(counts[place]?.not ?? []),
    })),
    examples,
  }
}

interface WantedPage {
  readonly next: string | undefined
  readonly happened: number
  readonly wanted: readonly { readonly subject: SubjectContext; readonly at: number }[]
}

async function wantedPage(
  { store }: DryRunScene,
  compiled: CompiledAutomation,
  range: {
    readonly entity: EntityName
    readonly after: string
    readonly from: number
    readonly to: number
  },
): Promise<WantedPage> {
  const { automation, rule } = compiled
  return store.read(function* (dialect, org) {
    const rows = yield* rowsAfter(dialect, org, range.entity, range.after, batch)
    const wanted: WantedPage['wanted'][number][] = []
    let happened = 0
    for (const { id, data, deleted } of rows) {
      if (deleted) continue
      const row = JSON.parse(data) as JsonObject
      const seen: SeenRow = { entity: range.entity, id, row, before: undefined }
      const { happening } = rule.judge(seen)
      const at = happening?.happenedAt
      if (happening === undefined || at === undefined || at < range.from || at >= range.to) continue
      if (!isOf(seen, automation.connections)) continue
      happened += 1
      const subject = yield* wantedSubject(dialect, org, compiled, { seen, happening, at })
      if (subject !== undefined) wanted.push({ subject, at })
    }
    return { next: rows.length < batch ? undefined : rows.at(-1)?.id, happened, wanted }
  })
}

function* wantedSubject(
  dialect: Dialect,
  org: string,
  compiled: CompiledAutomation,
  {
    seen,
    happening,
    at,
  }: { readonly seen: SeenRow; readonly happening: Happening; readonly at: number },
): Work<SubjectContext | undefined> {
  const subject = yield* subjectContext(dialect, org, seen)
  const context = {
    ...subject.context,
    ...runContext({
      automation: compiled.automation.id,
      transition: happening.transition,
      run: 'dry-run',
      facts: happening.facts,
      happenedAt: at,
    }),
  }
  if (!isWanted(compiled, context, () => {})) return undefined
  const member = memberOf(seen.entity, seen.id, subject)
  const outside = yield* outsideSegments(dialect, org, compiled.automation, member)
  return outside === undefined ? { ...subject, context } : undefined
}
