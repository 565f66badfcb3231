import { faultOf } from '@cartograph/core'
import PQueue from 'p-queue'
import type { Delivery } from '../config/index.ts'
import { push, type DeliveryRun } from '../delivery/index.ts'
import { countWork, readHead } from '../store/index.ts'
import { detached } from '../telemetry/index.ts'
import { retryAfter, type Host } from './host.ts'

/** The deliveries, each kept up to date on its own: what is wrong with one sink delays no other. */
export interface DeliveryLanes {
  /** Something was written to the store: deliveries look, if it was a change of theirs. */
  wake(): void
  /** Looks whether something that was put off is due. */
  tick(): void
  /** Runs some deliveries as soon as they can, whatever has changed. */
  look(deliveries: readonly string[]): void
  /** How many deliveries run now, and how many wait for another one to the same sink. */
  depth(): { readonly running: number; readonly waiting: number }
  idle(): Promise<void>
}

interface Lane {
  readonly delivery: Delivery
  running: boolean
  /** Something changed since the run at hand began. */
  due: boolean
  /** Nothing runs before this instant. */
  notBefore: number
  /** When something that was put off is due. */
  retryAt: number | undefined
  failures: number
}

export function deliveryLanes(host: Host): DeliveryLanes {
  const { configuration, clock, log, signal, waits } = host
  const lanes = [...configuration.deliveries.values()]
    .filter(({ paused }) => !paused)
    .map((delivery): Lane => ({
      delivery,
      running: false,
      due: true,
      notBefore: 0,
      retryAt: undefined,
      failures: 0,
    }))
  // Deliveries to one sink share its ledger, so they take turns.
  const sinks = new Map(
    lanes.map(({ delivery }) => [sinkOf(delivery), new PQueue({ concurrency: 1 })]),
  )
  let head = -1
  let looking: NodeJS.Timeout | undefined

  const start = (lane: Lane) => {
    const now = clock.now()
    const isDue = lane.due || (lane.retryAt !== undefined && lane.retryAt <= now)
    if (!isDue || lane.running || lane.notBefore > now || signal.aborted) return
    lane.running = true
    void sinks.get(sinkOf(lane.delivery))?.add(async () => {
      lane.due = false
      try {
        const released = signal.aborted ? [] : await detached(() => run(host, lane))
        for (const other of lanes.filter(({ delivery }) => released.includes(delivery.id))) {
          other.due = true
          start(other)
        }
      } catch (error) {
        log({ level: 'error', message: `${lane.delivery.id}: ${faultOf(error).message}` })
        lane.failures += 1
        lane.notBefore = clock.now() + retryAfter(waits, lane.failures)
        lane.due = true
      } finally {
        lane.running = false
      }
      start(lane)
    })
  }
  const look = async () => {
    const { seq } = await host.store.read((dialect, org) => readHead(dialect, org))
    if (seq === head) return
    head = seq
    for (const lane of lanes) {
      lane.due = true
      start(lane)
    }
  }
  return {
    wake: () => {
      if (lanes.length === 0 || signal.aborted) return
      looking ??= setTimeout(() => {
        looking = undefined
        look().catch((error: unknown) => log({ level: 'error', message: faultOf(error).message }))
      }, waits.wakeMs)
    },
    tick: () => {
      for (const lane of lanes) start(lane)
    },
    look: (asked) => {
      for (const lane of lanes.filter(({ delivery }) => asked.includes(delivery.id))) {
        lane.due = true
        lane.notBefore = 0
        start(lane)
      }
    },
    depth: () => {
      const queues = [...sinks.values()]
      return {
        running: queues.reduce((sum, { pending }) => sum + pending, 0),
        waiting: queues.reduce((sum, { size }) => sum + size, 0),
      }
    },
    idle: async () => {
      clearTimeout(looking)
      await Promise.all([...sinks.values()].map((queue) => queue.onIdle()))
    },
  }
}

function sinkOf({ connection, sink }: Delivery): string {
  return `${connection}.${sink}`
}

/** Runs a delivery, and gives back others that have something to do because of it. */
async function run(host: Host, lane: Lane): Promise<readonly string[]> {
  const { store, clock, signal, engine, waits } = host
  const { delivery } = lane
  const { runs, released } = await push(host, {
    deliveries: [delivery.id],
    signal,
    longestWaitMs: 0,
    engine,
  })
  const [report] = runs
  if (signal.aborted || report === undefined) return released
  const { nextAt } = await store.read((dialect, org) => countWork(dialect, org, delivery.id))
  const hasFailed = report.fault !== undefined || report.remaining > 0 || report.unknown > 0
  const now = clock.now()
  // All that is left has an instant of its own, such as when a sink will have an answer.
  const isTimed = report.fault === undefined && report.unknown === 0 && nextAt > now
  const isDone = !hasFailed || isTimed || report.sent + report.deleted > 0
  lane.failures = isDone ? 0 : lane.failures + 1
  const pause = retryAfter(waits, lane.failures)
  // A sink that is down is left alone, whatever changes meanwhile.
  const resting = report.fault === undefined ? 0 : now + pause
  lane.notBefore = Math.max(resting, now + pauseAfter(host, delivery, report))
  const isWaiting = report.served?.state === 'waiting'
  const retryAt = isTimed ? nextAt : Math.max(nextAt, now + (hasFailed ? pause : waits.replaceMs))
  lane.retryAt = hasFailed || isWaiting ? retryAt : undefined
  logRun(host, report)
  return released
}

/** How long a delivery rests that makes everything anew each time. */
function pauseAfter({ waits }: Host, delivery: Delivery, { served }: DeliveryRun): number {
  const isMade = served?.state === 'made' || served?.state === 'held'
  if (isMade) return delivery.serve?.everyMs ?? waits.replaceMs
  return delivery.replace ? waits.replaceMs : 0
}

function logRun({ log }: Host, report: DeliveryRun): void {
  const { delivery, sent, deleted, failed, unknown, remaining, fault, notes, served } = report
  const fields = { delivery, sent, deleted, failed, unknown, remaining }
  if (sent + deleted + failed + unknown > 0)
    log({
      level: failed + unknown > 0 ? 'warn' : 'info',
      message: `${delivery}: ${sent} sent, ${deleted} deleted, ${failed} failed, ${unknown} unknown, ${remaining} waiting.`,
      fields,
    })
  if (served?.state === 'made')
    log({
      level: 'info',
      message: `${delivery}: version ${served.version ?? ''} of ${served.items} items.`,
      fields: { delivery, items: served.items, bytes: served.bytes },
    })
  for (const note of notes) log({ level: 'warn', message: `${delivery}: ${note}` })
  if (fault !== undefined)
    log({ level: 'error', message: `${delivery}: ${fault.message}`, fields: { delivery } })
}
