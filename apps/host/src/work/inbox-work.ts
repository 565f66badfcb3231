import { faultOf } from '@cartograph/core'
import PQueue from 'p-queue'
import {
  processWebhook,
  receiveWebhook,
  refreshDoubtful,
  webhookKeeper,
  type Arrival,
  type ConnectionScene,
  type Parsed,
  type Reception,
} from '../engine/index.ts'
import { runLanes } from '../queue/index.ts'
import { dueWebhooks, type WaitingWebhook } from '../store/index.ts'
import { inSpan } from '../telemetry/index.ts'
import { underLease } from './held.ts'
import { retryAfter, type Host } from './host.ts'
import { forget, madeFor, newLane, parsedOnce, type Lane, type Made } from './inbox-lane.ts'
import type { SceneBook } from './scene-book.ts'
import { unlessPaused } from './unless-paused.ts'

/** The webhooks of each connection: received at once, and worked on soon after. */
export interface InboxWork {
  /** Stores a webhook and says what to answer: what its connector wants answered, where it says so in time. */
  receive(connection: string, arrival: Arrival): Promise<Received>
}

export type Received = Reception & { readonly respond?: Response }

/** Webhooks that are worked on before records in doubt are asked for: one request then asks for many. */
const batch = 100
/** Webhooks of one connection that are worked on at the same time; they then share commits. In which order makes no difference. */
const atOnce = 25
/** How many connections write what their webhooks say at the same time: one is made ready while another is written. */
const writingAtOnce = 2

export function inboxWork(host: Host, scenes: SceneBook): InboxWork {
  const { wakes } = host
  const keep = webhookKeeper(host.store)
  const turns = new PQueue({ concurrency: writingAtOnce })
  const lanes = new Map<string, Lane>()
  const laneOf = (connection: string): Lane => {
    const lane = lanes.get(connection) ?? newLane(host, connection)
    lanes.set(connection, lane)
    return lane
  }
  wakes.handle('inbox', (connection) =>
    underLease(host, `inbox ${connection}`, ({ signal }) =>
      unlessPaused(host, connection, signal, async (unpaused) => {
        const lane = laneOf(connection)
        lane.isWorked = true
        try {
          await workOff({ ...host, signal: unpaused }, lane, { scenes, turns })
        } finally {
          lane.isWorked = false
          // It came after the last look, or that look failed.
          if (lane.hasNews) wakes.wake('inbox', connection)
        }
        return undefined
      }),
    ),
  )
  return {
    receive: async (connection, arrival) => {
      const scene = scenes.of(connection)
      if (scene === undefined) throw new Error(`There is no connection ${connection}.`)
      const lane = laneOf(connection)
      const reception = await receiveWebhook(scene, arrival, { registered: lane.registered, keep })
      if (reception.status !== 'stored') return reception
      const parsing = parsedOnce(lane, scene, reception.webhook)
      if (lane.isWorked) lane.hasNews = true
      else wakes.wake('inbox', connection)
      const respond = await inTime(parsing, host)
      return { ...reception, ...(respond !== undefined && { respond }) }
    },
  }
}

/** What the connector wants answered; nothing where it fails, or takes longer than a vendor should wait. */
function inTime(parsing: Promise<Parsed>, { waits }: Host): Promise<Response | undefined> {
  return new Promise((resolve) => {
    const late = setTimeout(() => resolve(undefined), waits.answerMs)
    const answer = (respond: Response | undefined) => {
      clearTimeout(late)
      resolve(respond)
    }
    parsing.then(
      ({ respond }) => answer(respond),
      () => answer(undefined),
    )
  })
}

async function workOff(
  host: Host,
  lane: Lane,
  { scenes, turns }: { readonly scenes: SceneBook; readonly turns: PQueue },
): Promise<void> {
  const { store, clock, signal, wakes } = host
  const { connection } = lane
  for (;;) {
    lane.hasNews = false
    const scene = await scenes.fresh(connection)
    if (scene === undefined) return
    const made = madeFor(lane, scene, turns)
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
        () => processWebhook(scene, webhook, parsing, made.commit),
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
    if ((due.length < batch && !lane.hasNews) || signal.aborted) return
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
    readonly made: Made
  },
): Promise<void> {
  const { clock, log, signal, waits } = host
  if (lane.restUntil > clock.now()) return
  try {
    await refreshDoubtful(doubt.scene, doubt.written, doubt.made.scenes)
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
