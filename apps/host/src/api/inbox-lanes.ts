import { faultOf } from '@cartograph/core'
import {
  parseWebhook,
  processWebhook,
  receiveWebhook,
  recordScenes,
  refreshDoubtful,
  type Arrival,
  type InboxScene,
  type Parsed,
  type Reception,
  type RecordScenes,
} from '../engine/index.ts'
import { sleep } from '../queue/index.ts'
import { dueWebhooks, type WaitingWebhook } from '../store/index.ts'
import { retryAfter, type Host } from './host.ts'
import type { SceneBook } from './scene-book.ts'

/** The webhooks of each connection: received at once, worked on one after another. */
export interface InboxLanes {
  /** Stores a webhook and says what to answer: what its connector wants answered, where it says so in time. */
  receive(connection: string, arrival: Arrival): Promise<Received>
  /** Looks for webhooks that wait, and for records that are in doubt. */
  tick(): void
  idle(): Promise<void>
}

export type Received = Reception & { readonly respond?: Response }

interface Lane {
  readonly connection: string
  /** What connectors are asked about webhooks that were just received. */
  readonly parsing: Map<string, Promise<Parsed>>
  working: Promise<void> | undefined
  again: boolean
  failures: number
  /** Records in doubt are not asked for before this instant: the vendor is in trouble. */
  restUntil: number
}

function newLane(connection: string): Lane {
  return {
    connection,
    parsing: new Map(),
    working: undefined,
    again: false,
    failures: 0,
    restUntil: 0,
  }
}

/** Webhooks that are worked on before records in doubt are asked for: one request then asks for many. */
const batch = 100

export function inboxLanes(
  host: Host,
  scenes: SceneBook,
  wakeSync: (connection: string) => void,
): InboxLanes {
  const lanes = new Map<string, Lane>()
  const laneOf = (scene: InboxScene): Lane => {
    const { id } = scene.connection
    const lane = lanes.get(id) ?? newLane(id)
    lanes.set(id, lane)
    return lane
  }
  const wake = (lane: Lane) => {
    if (lane.working !== undefined || host.signal.aborted) {
      lane.again = true
      return
    }
    const { connection } = lane
    lane.working = workOff(host, lane, { scenes, wakeSync })
      .catch((error: unknown) => {
        host.log({ level: 'error', connection, message: faultOf(error).message })
      })
      .finally(() => {
        lane.working = undefined
        if (lane.again && !host.signal.aborted) wake(lane)
      })
  }
  return {
    receive: async (connection, arrival) => {
      const scene = scenes.of(connection)
      if (scene === undefined) throw new Error(`There is no connection ${connection}.`)
      const lane = laneOf(scene)
      const reception = await receiveWebhook(scene, arrival)
      if (reception.status !== 'stored') return reception
      const parsing = parseWebhook(scene, reception.webhook)
      lane.parsing.set(reception.webhook.id, parsing)
      wake(lane)
      const respond = await inTime(parsing, host)
      return { ...reception, ...(respond !== undefined && { respond }) }
    },
    tick: () => {
      for (const scene of scenes.all()) wake(laneOf(scene))
    },
    idle: async () => {
      for (;;) {
        const working = [...lanes.values()].flatMap((lane) => lane.working ?? [])
        if (working.length === 0) return
        await Promise.all(working)
      }
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

async function workOff(
  host: Host,
  lane: Lane,
  { scenes, wakeSync }: { readonly scenes: SceneBook; readonly wakeSync: (id: string) => void },
): Promise<void> {
  const { store, clock, signal } = host
  const { connection, parsing } = lane
  do {
    lane.again = false
    const scene = scenes.of(connection)
    if (scene === undefined) return
    const made = recordScenes(scene)
    const written = new Set<string>()
    const due = await store.read((dialect, org) =>
      dueWebhooks(dialect, org, connection, clock.now(), batch),
    )
    for (const webhook of due) {
      if (signal.aborted) return
      const parsed = parsing.get(webhook.id) ?? parseWebhook(scene, webhook)
      parsing.delete(webhook.id)
      const result = await processWebhook(scene, webhook, parsed, made)
      if (result.status === 'done') for (const stream of result.streams) written.add(stream)
      else note(host, webhook, result)
      if (result.status === 'done' && result.lists) wakeSync(connection)
    }
    await refresh(host, lane, { scene, written, made })
    if (due.length === batch) lane.again = true
  } while (lane.again && !signal.aborted)
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
    readonly scene: InboxScene
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
    lane.failures += 1
    lane.restUntil = clock.now() + retryAfter(waits, lane.failures)
    log({ level: 'warn', connection, message: faultOf(error, connection).message })
  }
}
