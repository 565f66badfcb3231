import type { Fault, Outcome } from '@cartograph/core'
import { retryWait } from '../queue/index.ts'
import type { Due, LedgerEntry, Letter } from '../store/index.ts'
import type { MappedItem } from './items.ts'
import { isLost, isPassing } from './outcomes.ts'
import { mostAttempts, type DeliveryScene } from './scene.ts'
import { sourceName, type Source } from './sources.ts'

/** When a sink says "later" without a time. */
const laterMs = 3_600_000

/** What has become of a source: settled, or put off until an instant. */
export interface Verdict {
  until: number | undefined
  counted: boolean
  readonly letters: Letter[]
}

export function newVerdict(): Verdict {
  return { until: undefined, counted: false, letters: [] }
}

/** What the decision alone says of a source. */
export function firstVerdict({ clock, waits, tally }: DeliveryScene, source: Source): Verdict {
  const { decision, row, mapped, due } = source
  const { passing } = mapped
  const isPutOff = passing !== undefined && due.attempts < mostAttempts
  if (isPutOff) tally.notes.add(passing.message)
  const letter = (at: string, found: Fault, item: string | null): Letter => ({
    key: sourceName(source.due),
    at,
    fault: found,
    record: row?.data ?? null,
    item,
  })
  return {
    until: laterOf(
      decision.blockedUntil,
      isPutOff ? clock.now() + retryWait(waits, due.attempts, passing) : undefined,
    ),
    counted: isPutOff,
    letters: [
      ...(isPutOff ? [] : mapped.faults.map(({ fault, item }) => letter('mapping', fault, item))),
      ...decision.contended.map(({ item, owner }) =>
        letter(contendedAt(item.key), contended(item, owner), item.payload),
      ),
    ],
  }
}

function laterOf(one: number | undefined, other: number | undefined): number | undefined {
  if (one === undefined || other === undefined) return one ?? other
  return Math.max(one, other)
}

/** Where the letter of a row stands that found its item taken: the row is looked at again when the item is free. */
export function contendedAt(key: string): string {
  return `item ${key}`
}

export function contended(item: MappedItem, owner: string): Fault {
  return {
    $fault: 'v1',
    kind: 'record',
    message: `The item ${item.key} belongs to ${owner} already.`,
    hint: 'Let the mapping give every row a key of its own, or leave one of the two out with `when`.',
  }
}

export function tooLargeFault(scene: DeliveryScene): Fault {
  return {
    $fault: 'v1',
    kind: 'record',
    message: `The item is larger than the ${scene.sink.batch.maxBytes} bytes that ${scene.connection.id} takes.`,
    hint: 'Leave long fields out of the mapping.',
  }
}

/** The letter of an item, without its record. */
export function itemLetter(
  source: { readonly entity: string; readonly id: string },
  what: Pick<Letter, 'at' | 'fault' | 'item'>,
): Letter {
  return { ...what, key: sourceName(source), record: null }
}

export function putOff(verdict: Verdict | undefined, until: number, counted: boolean): void {
  if (verdict === undefined) return
  verdict.until = Math.max(verdict.until ?? 0, until)
  verdict.counted ||= counted
}

/** Judges what came of one item: counts it, puts its source off, or makes it a dead letter. */
export function judgeOutcome(
  scene: DeliveryScene,
  verdict: Verdict | undefined,
  {
    entry,
    outcome,
    due,
  }: {
    /** As it was sent. */
    readonly entry: LedgerEntry
    readonly outcome: Outcome
    readonly due: Pick<Due, 'entity' | 'id' | 'attempts'>
  },
): void {
  const { tally, clock, waits } = scene
  const now = clock.now()
  switch (outcome.status) {
    case 'ok':
      if (entry.op === 'delete') tally.deleted += 1
      else tally.sent += 1
      return
    case 'skipped':
      tally.skipped += 1
      if (outcome.again === 'later') putOff(verdict, now + laterMs * waits.scale, false)
      return
    case 'untouched':
      putOff(verdict, now + (outcome.afterMs ?? waits.retryMs), false)
      return
    case 'pending':
      if (scene.sink.poll !== undefined) {
        putOff(verdict, now + outcome.afterMs * waits.scale, false)
        return
      }
      tally.unknown += 1
      putOff(verdict, now + retryWait(waits, due.attempts, unknownFault), true)
      return
    case 'unknown':
      tally.unknown += 1
      putOff(verdict, now + retryWait(waits, due.attempts, unknownFault), true)
      return
    case 'failed':
      if (isPassing(outcome, due.attempts))
        putOff(verdict, now + retryWait(waits, due.attempts, outcome.fault), true)
      else if (isLost(entry, outcome)) putOff(verdict, now, true)
      else if (entry.op !== 'delete' || outcome.fault.kind !== 'notFound')
        verdict?.letters.push(
          itemLetter(due, { at: 'sink', fault: outcome.fault, item: entry.payload }),
        )
  }
}

const unknownFault: Fault = { $fault: 'v1', kind: 'transient', message: 'The outcome is unknown.' }
