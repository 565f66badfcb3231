import type { Subject } from '@cartograph/core'
import { writeJoinValues, type JoinValue, type LedgerEntry } from '../store/index.ts'
import { subjectsOf } from './consent-facts.ts'
import type { Action } from './decide.ts'
import { consentName } from './follow-consents.ts'
import { holdDelivery } from './outcomes.ts'
import type { DeliveryScene } from './scene.ts'
import { intendedEntry } from './intents.ts'
import { isAskedAbout } from './stored-consents.ts'

export interface Withheld {
  readonly offered: readonly Action[]
  readonly skipped: readonly LedgerEntry[]
}

interface Asked {
  readonly action: Action
  readonly subject: Subject | undefined
}

/** Takes out what must not be offered to the sink: what is too old for it, and what a person has not agreed to. */
export async function withhold(
  scene: DeliveryScene,
  actions: readonly Action[],
): Promise<Withheld> {
  const offered: Action[] = []
  const skipped: LedgerEntry[] = []
  const asked = actions.map((action): Asked => ({ action, subject: subjectOf(scene, action) }))
  const reasons = await reasonsOf(scene, asked)
  for (const [index, action] of actions.entries()) {
    const entry = { state: 'skipped', quiet_until: 0 } as const
    const reason = reasons[index]
    if (isTooOld(scene, action))
      skipped.push({
        ...intendedEntry(scene, action),
        ...entry,
        reason: 'It is older than what the sink takes.',
      })
    else if (reason === undefined) offered.push(action)
    // Without the hash it is asked again whenever its row is looked at: the item need not change for that.
    else skipped.push({ ...intendedEntry(scene, action), ...entry, sent_hash: null, reason })
  }
  return { offered, skipped }
}

function subjectOf({ sink }: DeliveryScene, action: Action): Subject | undefined {
  // What is taken away from a sink needs nobody's consent.
  const subject = action.kind === 'write' ? sink.subject?.(action.item.item) : undefined
  return subject === null || subject === undefined || !isAskedAbout(subject) ? undefined : subject
}

/** The vendor would take the time of arrival for the time of the event. */
function isTooOld({ sink, clock }: DeliveryScene, action: Action): boolean {
  const { live } = sink
  if (live === undefined || action.kind === 'delete') return false
  return clock.now() - live.at(action.item.item) > live.maxAgeMs
}

async function reasonsOf(
  scene: DeliveryScene,
  asked: readonly Asked[],
): Promise<readonly (string | undefined)[]> {
  const subjects = asked.map(({ subject }) => subject ?? {})
  if (asked.every(({ subject }) => subject === undefined)) return subjects.map(() => undefined)
  await scene.consents.learn()
  const first = await scene.consents.ask(subjects)
  const before = asked.map(({ action }) => action.entry?.state === 'skipped')
  if (first.every((reason) => reason === undefined) && !before.includes(true)) return first
  await keepWaiting(scene, asked, first)
  // What was said between the question and the note that somebody waits for the answer has woken nobody.
  await scene.consents.learn()
  return scene.consents.ask(subjects)
}

/** Keeps whom withheld rows wait for, so that they are due again when that person says something. */
async function keepWaiting(
  { store, ...scene }: DeliveryScene,
  asked: readonly Asked[],
  reasons: readonly (string | undefined)[],
): Promise<void> {
  const values = asked.flatMap(({ action, subject }, index): readonly JoinValue[] => {
    const { id } = action.due
    const none = { name: consentName, id, value: undefined }
    if (subject === undefined || reasons[index] === undefined) return [none]
    return subjectsOf(subject).map((value) => ({ name: consentName, id, value }))
  })
  await store.write(function* (dialect, org) {
    yield* holdDelivery(dialect, org, { store, ...scene })
    yield* writeJoinValues(dialect, org, scene.delivery.id, 'asks', values)
  })
}
