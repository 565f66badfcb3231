import { randomUUID } from 'node:crypto'
import {
  faultOf,
  isFault,
  type Fault,
  type JsonObject,
  type Outcome,
  type SinkItem,
} from '@cartograph/core'
import { keyOfText, moveConsumer, type LedgerEntry, writeEntries } from '../store/index.ts'
import type { Action } from './decide.ts'
import { defaultLandMs, defaultTimeoutMs, type DeliveryScene } from './scene.ts'

/** A send that is about to happen: the ledger's entry with its intent, and the item for the sink. */
export interface Intent {
  readonly action: Action
  readonly entry: LedgerEntry
  readonly item: SinkItem<JsonObject>
}

export interface SendResult {
  readonly intent: Intent
  readonly outcome: Outcome
}

/** Between the intent and the request there must not be more: a paused process may wake up when others have taken over. */
const intentAgeMs = 1000
/** How long a vendor that could not be reached is left alone. */
const unreachableMs = 15_000

/**
 * Sends one batch: writes down what is intended, calls the sink, writes down what came of it.
 *
 * Whatever is thrown once the call began, and a wrong number of outcomes, leaves every outcome unknown, unless no request
 * with an effect went out.
 */
export async function sendBatch(
  scene: DeliveryScene,
  actions: readonly Action[],
): Promise<{ readonly results: readonly SendResult[]; readonly fault: Fault | undefined }> {
  const intents = actions.map((action) => intend(scene, action))
  await writeIntents(scene, intents)
  const { outcomes, fault: found } = await callSink(scene, intents)
  const results = intents.map((intent, index) => ({
    intent,
    outcome: outcomes[index] ?? { status: 'unknown' as const },
  }))
  await writeOutcomes(scene, results)
  return { results, fault: found }
}

function intend(scene: DeliveryScene, action: Action): Intent {
  const { sink, clock, waits } = scene
  const now = clock.now()
  const { entry: before } = action
  const idempotencyKey = randomUUID()
  const key = action.kind === 'write' ? action.item.key : action.entry.item_key
  const quiet = (sink.timeoutMs ?? defaultTimeoutMs) + (sink.landMs ?? defaultLandMs)
  const entry: LedgerEntry = {
    item_key: key,
    delivery: scene.delivery.id,
    entity: action.due.entity,
    id: action.due.id,
    state: 'sent',
    fence: scene.fence,
    op: action.kind,
    sent_hash: action.kind === 'write' ? action.item.hash : null,
    payload: action.kind === 'write' ? action.item.payload : (before?.payload ?? null),
    sent_seq: action.due.seq,
    idempotency_key: idempotencyKey,
    sent_at: now,
    owner: scene.owner,
    quiet_until: now + (quiet + waits.pauseMs) * waits.scale,
    acked_hash: before?.acked_hash ?? null,
    remote_id: before?.remote_id ?? null,
    ticket: null,
    session: null,
  }
  return { action, entry, item: sinkItem(entry, action) }
}

/** An entry as the sink is given it. */
export function sinkItem(
  entry: LedgerEntry,
  action?: Pick<Action, 'due'> & { readonly because?: 'removed' | 'excluded' },
): SinkItem<JsonObject> {
  const payload = entry.payload === null ? undefined : (JSON.parse(entry.payload) as JsonObject)
  const common = {
    key: keyOfText(entry.item_key),
    idempotencyKey: entry.idempotency_key,
    ...(entry.remote_id !== null && { remoteId: entry.remote_id }),
    cause: action?.due.lane === 'bulk' ? ('backfill' as const) : ('live' as const),
    references: {},
  }
  return entry.op === 'write'
    ? { ...common, op: 'write', item: payload ?? {} }
    : {
        ...common,
        op: 'delete',
        ...(payload !== undefined && { last: payload }),
        because: action?.because ?? 'removed',
      }
}

async function writeIntents(scene: DeliveryScene, intents: readonly Intent[]): Promise<void> {
  const { store, delivery, place, fence, clock } = scene
  await store.write(function* (dialect, org) {
    const held = yield* moveConsumer(dialect, org, delivery.id, fence, {}, clock.now())
    if (!held) throw takenOver(scene)
    yield* writeEntries(
      dialect,
      org,
      place,
      intents.map(({ entry }) => entry),
    )
  })
}

export function takenOver(scene: DeliveryScene): Fault {
  return {
    $fault: 'v1',
    kind: 'transient',
    scope: 'part',
    message: `Another run took over the delivery ${scene.delivery.id}.`,
  }
}

interface Answer {
  readonly outcomes: readonly Outcome[]
  readonly fault: Fault | undefined
}

async function callSink(scene: DeliveryScene, intents: readonly Intent[]): Promise<Answer> {
  const { sink, clock } = scene
  const oldest = intents[0]?.entry.sent_at ?? clock.now()
  if (clock.now() - oldest > intentAgeMs) return { outcomes: [], fault: undefined }
  const effects = { acted: 0, refused: 0 }
  const answer = await callWithTimeout(scene, (signal) =>
    sink.write(
      scene.contextFor(signal, effects),
      intents.map(({ item }) => item),
    ),
  )
  const { fault: found } = answer
  if (found !== undefined && effects.acted === 0 && effects.refused > 0) {
    const outcome = untouched(scene, found)
    return { outcomes: intents.map(() => outcome), fault: found }
  }
  return checkArity(scene, answer, intents.length)
}

/** Nothing was sent, so nothing is unknown: a vendor that is down, or over its limit, loses and doubles nothing. */
function untouched(scene: DeliveryScene, { message, retryAfterMs }: Fault): Outcome {
  scene.tally.notes.add(message)
  return { status: 'untouched', afterMs: retryAfterMs ?? unreachableMs * scene.waits.scale }
}

export function checkArity(scene: DeliveryScene, answer: Answer, expected: number): Answer {
  if (answer.fault !== undefined || answer.outcomes.length === expected) return answer
  return {
    outcomes: [],
    fault: {
      $fault: 'v1',
      kind: 'contract',
      scope: 'part',
      message: `${scene.connection.connectorName} gave ${answer.outcomes.length} outcomes for ${expected} items.`,
      hint: 'Report it to the author of the connector. The items are settled before they are sent again.',
    },
  }
}

/** Calls a sink under its time-out; the call is given up when the time is over, and its outcome is unknown. */
export async function callWithTimeout(
  scene: DeliveryScene,
  call: (signal: AbortSignal) => Promise<readonly Outcome[]>,
): Promise<Answer> {
  const timeout = AbortSignal.timeout(scene.sink.timeoutMs ?? defaultTimeoutMs)
  const signal = AbortSignal.any([scene.signal, timeout])
  const late = new Promise<never>((_resolve, reject) => {
    const give = () =>
      reject({
        $fault: 'v1',
        kind: 'transient',
        message: timeout.aborted
          ? `${scene.connection.id} did not answer in time.`
          : 'The delivery was interrupted.',
      } satisfies Fault)
    if (signal.aborted) give()
    else signal.addEventListener('abort', give, { once: true })
  })
  late.catch(() => {})
  try {
    return { outcomes: await Promise.race([call(signal), late]), fault: undefined }
  } catch (error) {
    return {
      outcomes: [],
      fault: isFault(error) ? faultOf(error) : faultOf(error, scene.connection.connectorName),
    }
  }
}

/** Writes outcomes down, as long as the intents are still those that were made. */
async function writeOutcomes(scene: DeliveryScene, results: readonly SendResult[]): Promise<void> {
  const { store, delivery, place, fence, clock } = scene
  await store.write(function* (dialect, org) {
    const held = yield* moveConsumer(dialect, org, delivery.id, fence, {}, clock.now())
    if (!held) throw takenOver(scene)
    yield* writeEntries(
      dialect,
      org,
      place,
      results.map(({ intent, outcome }) => settledEntry(scene, intent.entry, outcome)),
    )
  })
}

/** An entry after its outcome. */
export function settledEntry(
  scene: DeliveryScene,
  entry: LedgerEntry,
  outcome: Outcome,
): LedgerEntry {
  const remoteId = outcome.status === 'ok' ? (outcome.remoteId ?? entry.remote_id) : entry.remote_id
  switch (outcome.status) {
    case 'ok':
      return entry.op === 'delete'
        ? { ...entry, state: 'gone', acked_hash: null, remote_id: null }
        : { ...entry, state: 'acked', acked_hash: entry.sent_hash, remote_id: remoteId }
    case 'skipped':
      if (outcome.again === 'later') return { ...entry, state: 'open' }
      return entry.op === 'delete'
        ? { ...entry, state: 'gone', acked_hash: null }
        : { ...entry, state: 'acked', acked_hash: entry.sent_hash }
    case 'failed':
      return outcome.fault.kind === 'notFound' && entry.op === 'delete'
        ? { ...entry, state: 'gone', acked_hash: null, remote_id: null }
        : { ...entry, state: 'failed' }
    case 'untouched':
      return { ...entry, state: 'open' }
    case 'unknown':
    case 'pending':
      return { ...entry, quiet_until: endedQuiet(scene, entry) }
    default:
      return outcome satisfies never
  }
}

/** Where an effect ends with its call, it can be repeated as soon as the call has ended. */
function endedQuiet(scene: DeliveryScene, entry: LedgerEntry): number {
  return scene.sink.landMs === 0 ? scene.clock.now() : entry.quiet_until
}
