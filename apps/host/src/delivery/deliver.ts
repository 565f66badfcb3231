import type { Fault } from '@cartograph/core'
import type { LedgerEntry } from '../store/index.ts'
import { cutBatches } from './batches.ts'
import { stops } from './call.ts'
import { heldFault, sortByReferences, type HeldAction } from './references.ts'
import type { DeliveryScene } from './scene.ts'
import { serialOf, type ReadyAction, type WaitingAction } from './intents.ts'
import { isWholeFailed, sendBatch, type Sent } from './send.ts'
import { settle } from './settle.ts'
import { itemOf, payloadOf, readSources, sourceName } from './sources.ts'
import {
  firstVerdict,
  itemLetter,
  judgeOutcome,
  putOff,
  tooLargeFault,
  type Verdict,
} from './verdicts.ts'
import { withhold } from './withhold.ts'

/** After how long an item is tried again whose series is under way elsewhere. */
const seriesMs = 1000

/**
 * Looks at the next rows that are due, sends what needs sending, and takes off what is settled.
 *
 * Gives back false when nothing is due now, and the fault of a sink that cannot go on.
 */
export async function deliverSome(
  scene: DeliveryScene,
): Promise<{ readonly worked: boolean; readonly fault: Fault | undefined }> {
  const { sink, tally } = scene
  const sources = await readSources(scene)
  if (sources.length === 0) return { worked: false, fault: undefined }
  tally.changes += sources.length
  for (const { due } of sources) tally.elsewhere.delete(sourceName(due))
  const verdicts = new Map<string, Verdict>(
    sources.map((source) => [sourceName(source.due), firstVerdict(scene, source)]),
  )
  const { offered, skipped } = await withhold(
    scene,
    sources.flatMap((source) => source.decision.actions),
  )
  const round: Round = { verdicts, unsettled: new Map(), skipped: [...skipped] }
  const { ready, held } = await sortByReferences(scene, offered)
  for (const each of held) judgeHeld(scene, verdicts, each)
  const { batches, tooLarge } = cutBatches(
    ready,
    {
      ...sink.batch,
      by: ({ action }) => sink.batch.by?.(itemOf(action)) ?? '',
      serial: ({ action }) => serialOf(scene, action),
    },
    ({ action }) => Buffer.byteLength(payloadOf(action)),
  )
  for (const { action } of tooLarge)
    verdicts.get(sourceName(action.due))?.letters.push(
      itemLetter(action.due, {
        at: 'sink',
        fault: tooLargeFault(scene),
        item: payloadOf(action),
      }),
    )
  const found = await sendAll(scene, round, batches)
  tally.skipped += round.skipped.length
  await settle(scene, sources, { verdicts, held, skipped: round.skipped })
  return { worked: true, fault: found }
}

interface Round {
  readonly verdicts: ReadonlyMap<string, Verdict>
  /** Series of which an item is still to be settled, and until when it is put off: those after it wait as long. */
  readonly unsettled: Map<string, number>
  /** Entries of items that were not offered to the sink. */
  readonly skipped: LedgerEntry[]
}

async function sendAll(
  scene: DeliveryScene,
  round: Round,
  batches: readonly (readonly ReadyAction[])[],
): Promise<Fault | undefined> {
  let found: Fault | undefined
  for (const batch of batches) {
    const now = scene.clock.now()
    if (found !== undefined || scene.signal.aborted) {
      for (const { action } of batch) wait(scene, round, action, now)
      continue
    }
    const isFree = ({ action }: ReadyAction) => {
      const serial = serialOf(scene, action)
      return serial === undefined || !round.unsettled.has(serial)
    }
    for (const { action } of batch.filter((each) => !isFree(each)))
      wait(scene, round, action, round.unsettled.get(serialOf(scene, action) ?? '') ?? now)
    const free = await stillAgreed(scene, round, batch.filter(isFree), batch === batches[0])
    if (free.length === 0) continue
    const sent = await sendWhole(scene, free)
    for (const { intent, outcome } of sent.results) {
      const { entry, action } = intent
      const verdict = round.verdicts.get(sourceName(action.due))
      const before = verdict?.until
      judgeOutcome(scene, verdict, { entry, outcome, due: action.due })
      if (verdict?.until !== before && entry.serial !== null)
        round.unsettled.set(entry.serial, verdict?.until ?? now)
    }
    for (const each of sent.waiting) comeLater(scene, round, each)
    if (sent.fault !== undefined && stops(sent.fault)) found = sent.fault
    scene.progress()
  }
  return found
}

/** The requests before this one took their time: who has said no meanwhile is left out. */
async function stillAgreed(
  scene: DeliveryScene,
  round: Round,
  batch: readonly ReadyAction[],
  isFirst: boolean,
): Promise<readonly ReadyAction[]> {
  if (isFirst || scene.sink.subject === undefined) return batch
  const { offered, skipped } = await withhold(
    scene,
    batch.map(({ action }) => action),
  )
  round.skipped.push(...skipped)
  const left = new Set(offered)
  return batch.filter(({ action }) => left.has(action))
}

/** What comes after another item of its series waits as long as that one. */
function comeLater(scene: DeliveryScene, round: Round, { action, of, until }: WaitingAction): void {
  const soon = scene.clock.now() + seriesMs * scene.waits.scale
  wait(scene, round, action, until ?? soon)
  if (of !== scene.delivery.id) scene.tally.elsewhere.set(sourceName(action.due), of)
}

function wait(
  scene: DeliveryScene,
  { verdicts, unsettled }: Round,
  action: ReadyAction['action'],
  until: number,
): void {
  putOff(verdicts.get(sourceName(action.due)), until, false)
  const serial = serialOf(scene, action)
  if (serial !== undefined) unsettled.set(serial, Math.max(until, unsettled.get(serial) ?? 0))
}

/** Sends a batch; where one bad item fails a whole request, halves find it. */
async function sendWhole(scene: DeliveryScene, batch: readonly ReadyAction[]): Promise<Sent> {
  const sent = await sendBatch(scene, batch)
  if (!isWholeFailed(scene, sent.results)) return sent
  const again = sent.results.map(({ intent }) => intent)
  const middle = Math.ceil(again.length / 2)
  const first = await sendWhole(scene, again.slice(0, middle))
  const second = await sendWhole(scene, again.slice(middle))
  return {
    results: [...first.results, ...second.results],
    waiting: [...sent.waiting, ...first.waiting, ...second.waiting],
    fault: first.fault ?? second.fault,
  }
}

function judgeHeld(
  scene: DeliveryScene,
  verdicts: ReadonlyMap<string, Verdict>,
  { action, entry, verdict }: HeldAction,
): void {
  const { reason } = entry
  if (reason === null) return
  if (verdict === 'skipped') {
    scene.tally.skipped += 1
    scene.tally.notes.add(reason)
    return
  }
  verdicts.get(sourceName(action.due))?.letters.push(
    itemLetter(action.due, {
      at: 'reference',
      fault: heldFault(reason),
      item: payloadOf(action),
    }),
  )
}
