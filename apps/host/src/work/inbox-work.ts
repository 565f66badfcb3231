import { faultOf } from '@cartograph/core'
import {
  parseWebhook,
  processWebhook,
  receiveWebhook,
  recordScenes,
  refreshDoubtful,
  type Arrival,
  type ConnectionScene,
  type Parsed,
  type Reception,
  type RecordScenes,
} from '../engine/index.ts'
import { runLanes, sleep } from '../queue/index.ts'
import { dueWebhooks, type WaitingWebhook } from '../store/index.ts'
import { inSpan } from '../telemetry/index.ts'
import { underLease } from './held.ts'
import { retryAfter, type Host } from './host.ts'
import type { SceneBook } from './scene-book.ts'
import { unlessPaused } from './unless-paused.ts'

/** The webhooks of each connection: received at once, and worked on soon after. */
export interface InboxWork {
  /** Stores a webhook and says what to answer: what its connector wants answered, where it says so in time. */
  receive(connection: string, arrival: Arrival): Promise<Received>
}

export type Received = Reception & { readonly respond?: Response }

interface Lane {
  readonly connection: string
  /** What connectors are asked about webhooks that were just received. */
  readonly parsing: Map<string, Promise<Parsed>>
  failures: number
  /** Records in doubt are not asked for before this instant: the vendor is in trouble. */
  restUntil: number
  /** What records are written with, for as long as nothing new is known of the connection. */
  made: { readonly scene: ConnectionScene; readonly scenes: RecordScenes } | undefined
}

function newLane(connection: string): Lane {
  return {
    connection,
    parsing: new Map(),
    failures: 0,
    restUntil: 0,
    made: undefined,
  }
}

/** Of these, only what is asked about webhooks that are still due stays: others may have come since. */
function forget(lane: Lane, asked: readonly string[], due: readonly WaitingWebhook[]): void {
  const waiting = new Set(due.map(({ id }) => id))
  for (const id of asked) if (!waiting.has(id)) lane.parsing.delete(id)
}

/** Where another process works on the webhooks, nobody here takes off what was asked: the oldest are let go. */
const mostAsked = 1000

/** Asks the connector what a webhook says, once an attempt: for the answer, and for what is written. */
function parsedOnce(lane: Lane, scene: ConnectionScene, webhook: WaitingWebhook): Promise<Parsed> {
  const parsing = lane.parsing.get(webhook.id) ?? parseWebhook(scene, webhook)
  lane.parsing.set(webhook.id, parsing)
  const [oldest] = lane.parsing.keys()
  if (lane.parsing.size > mostAsked && oldest !== undefined) lane.parsing.delete(oldest)
  return parsing
}

/** The book has another scene after each run: what that learnt of the streams is then taken over. */
function madeFor(lane: Lane, scene: ConnectionScene): RecordScenes {
  if (lane.made?.scene !== scene) lane.made = { scene, scenes: recordScenes(scene) }
  return lane.made.scenes
}

/** Webhooks that are worked on before records in doubt are asked for: one request then asks for many. */
const batch = 100
/** Webhooks of one connection that are worked on at the same time; they then share commits. In which order makes no difference. */
const atOnce = 8

export function inboxWork(host: Host, scenes: SceneBook): InboxWork {
  const { wakes } = host
  const lanes = new Map<string, Lane>()
  const laneOf = (connection: string): Lane => {
    const lane = lanes.get(connection) ?? newLane(connection)
    lanes.set(connection, lane)
    return lane
  }
  wakes.handle('inbox', (connection) =>
    underLease(host, `inbox ${connection}`, ({ signal }) =>
      unlessPaused(host, connection, signal, async (unpaused) => {
        await workOff({ ...host, signal: unpaused }, laneOf(connection), scenes)
        return undefined
      }),
    ),
  )
  return {
    receive: async (connection, arrival) => {
      const scene = scenes.of(connection)
      if (scene === undefined) throw new Error(`There is no connection ${connection}.`)
      const lane = laneOf(connection)
      const reception = await receiveWebhook(scene, arrival)
      if (reception.status !== 'stored') return reception
      const parsing = parsedOnce(lane, scene, reception.webhook)
      wakes.wake('inbox', connection)
      const respond = await inTime(parsing, host)
      return { ...reception, ...(respond !== undefined && { respond }) }
    },
  }
}

/** What the connector wants answered; nothing where it fails, or takes longer than a vendor should wait. */
async function inTime(parsing: Promise<Parsed>, { waits }: Host): Promise<Response | undefined> {
  const done = new AbortController()
  const answered = parsing.then(
    ({ respond }) => respond,
    () => undefined,
  )
  const late = sleep(waits.answerMs, done.signal).catch(() => undefined)
  const respond = await Promise.race([answered, late])
  done.abort()
  return respond ?? undefined
}

async function workOff(host: Host, lane: Lane, scenes: SceneBook): Promise<void> {
  const { store, clock, signal, wakes } = host
  const { connection } = lane
  for (;;) {
    const scene = await scenes.fresh(connection)
    if (scene === undefined) return
    const made = madeFor(lane, scene)
    const written = new Set<string>()
    const asked = [...lane.parsing.keys()]
    const due = await store.read((dialect, org) =>
      dueWebhooks(dialect, org, connection, clock.now(), batch),
    )
    // What was asked about a webhook that has ended by now is of no use to anybody.
    if (due.length < batch) forget(lane, asked, due)
    const work = async (webhook: WaitingWebhook) => {
      if (signal.aborted) return
      const parsing = parsedOnce(lane, scene, webhook)
      const result = await inSpan(
        'webhook',
        { attributes: { 'cartograph.connection': connection } },
        () => processWebhook(scene, webhook, parsing, made),
      )
      lane.parsing.delete(webhook.id)
      if (result.status === 'done') {
        for (const stream of result.streams) written.add(stream)
        if (result.lists) wakes.wake('sync', connection)
      } else {
        note(host, webhook, result)
        lane.made = undefined
      }
    }
    await runLanes(
      due.map((webhook) => ({ group: undefined, work: () => work(webhook) })),
      // What has begun is let finish; what has not sees the signal by itself.
      { concurrency: atOnce },
    )
    if (signal.aborted) return
    await refresh(host, lane, { scene, written, made })
    if (due.length < batch || signal.aborted) return
  }
}

function note(
  { log }: Host,
  webhook: WaitingWebhook,
  result: Exclude<Awaited<ReturnType<typeof processWebhook>>, { status: 'done' }>,
): void {
  const { connection, id } = webhook
  const message =
    result.status === 'failed'
      ? `A webhook cannot be understood and is a dead letter: ${result.fault.message}`
      : `A webhook waits for another attempt: ${result.fault.message}`
  log({ level: result.status === 'failed' ? 'error' : 'warn', connection, message, fields: { id } })
}

async function refresh(
  host: Host,
  lane: Lane,
  doubt: {
    readonly scene: ConnectionScene
    readonly written: ReadonlySet<string>
    readonly made: RecordScenes
  },
): Promise<void> {
  const { clock, log, signal, waits } = host
  if (lane.restUntil > clock.now()) return
  try {
    await refreshDoubtful(doubt.scene, doubt.written, doubt.made)
    lane.failures = 0
  } catch (error) {
    if (signal.aborted) return
    const { connection } = lane
    lane.made = undefined
    lane.failures += 1
    lane.restUntil = clock.now() + retryAfter(waits, lane.failures)
    log({ level: 'warn', connection, message: faultOf(error, connection).message })
  }
}
