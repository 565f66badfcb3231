import { faultOf } from '@cartograph/core'
import type { Delivery } from '../config/index.ts'
import { push, sinkName, type DeliveryRun } from '../delivery/index.ts'
import { countWork, dueDeliveries, endRest, readHead, type Rest } from '../store/index.ts'
import { underLease } from './held.ts'
import { retryAfter, type Host } from './host.ts'
import { unlessPaused } from './unless-paused.ts'

/** The deliveries, each kept up to date on its own: what is wrong with one sink delays no other. */
export interface DeliveryWork {
  /** Something was written to the store: deliveries look, if it was a change of theirs. */
  whenWritten(): void
  /** Wakes those that have something to do now. */
  wakeDue(): Promise<void>
  wakeAll(): void
  /** Runs some deliveries as soon as they can, whatever has changed. */
  look(deliveries: readonly string[]): Promise<void>
  /** Looks no more for what was written. */
  stop(): void
}

export function deliveryWork(host: Host): DeliveryWork {
  const { configuration, clock, log, signal, store, waits, wakes } = host
  const deliveries = [...configuration.deliveries.values()].filter(({ paused }) => !paused)
  /** When a document that waits for its time may be made. */
  const retries = new Map<string, number>()
  let head = -1
  let looking: NodeJS.Timeout | undefined

  const wakeSome = (some: readonly Delivery[]) => {
    for (const sink of new Set(some.map(sinkName))) wakes.wake('delivery', sink)
  }
  const wakeNamed = (ids: readonly string[]) =>
    wakeSome(deliveries.filter(({ id }) => ids.includes(id)))
  const lookAtHead = async () => {
    const { seq } = await store.read((dialect, org) => readHead(dialect, org))
    if (seq === head) return
    head = seq
    wakeSome(deliveries)
  }
  // Deliveries to one sink share its ledger, so they take turns.
  wakes.handle('delivery', (sink) =>
    underLease(host, sink, async ({ signal: heldSignal }) => {
      const held = { ...host, signal: heldSignal }
      for (const delivery of deliveries.filter((each) => sinkName(each) === sink)) {
        if (heldSignal.aborted) break
        await underLease(held, deliveryLease(delivery.id), ({ signal: own, failures }) =>
          unlessPaused(host, delivery.connection, own, async (unpaused) => {
            const { rest, retryAt, released } = await run(
              { ...host, signal: unpaused },
              delivery,
              failures,
            )
            if (retryAt === undefined) retries.delete(delivery.id)
            else retries.set(delivery.id, retryAt)
            wakeNamed(released)
            return rest
          }),
        )
      }
      return undefined
    }),
  )
  return {
    whenWritten: () => {
      if (deliveries.length === 0 || signal.aborted) return
      looking ??= setTimeout(() => {
        looking = undefined
        lookAtHead().catch((error: unknown) =>
          log({ level: 'error', message: faultOf(error).message }),
        )
      }, waits.wakeMs)
    },
    wakeDue: async () => {
      const now = clock.now()
      const due = await store.read((dialect, org) => dueDeliveries(dialect, org, now))
      const waited = [...retries].flatMap(([id, at]) => (at <= now ? [id] : []))
      wakeNamed([...due, ...waited])
    },
    wakeAll: () => wakeSome(deliveries),
    look: async (ids) => {
      await store.write(function* (dialect, org) {
        for (const id of ids) yield* endRest(dialect, org, deliveryLease(id))
      })
      wakeNamed(ids)
    },
    stop: () => clearTimeout(looking),
  }
}

function deliveryLease(id: string): string {
  return `delivery ${id}`
}

interface Ran {
  /** How long nothing is to be done, and how often in a row it failed. */
  readonly rest: Rest
  readonly retryAt: number | undefined
  /** Others that have something to do because of it. */
  readonly released: readonly string[]
}

async function run(host: Host, delivery: Delivery, failures: number): Promise<Ran> {
  const { store, clock, signal, engine, waits } = host
  const { runs, released } = await push(host, {
    deliveries: [delivery.id],
    signal,
    longestWaitMs: 0,
    engine,
  })
  const [report] = runs
  if (signal.aborted || report === undefined)
    return { rest: { forMs: 0, failures }, retryAt: undefined, released }
  const { nextAt } = await store.read((dialect, org) => countWork(dialect, org, delivery.id))
  const hasFailed = report.fault !== undefined || report.remaining > 0 || report.unknown > 0
  const now = clock.now()
  // All that is left has an instant of its own, such as when a sink will have an answer.
  const isTimed = report.fault === undefined && report.unknown === 0 && nextAt > now
  const isDone = !hasFailed || isTimed || report.sent + report.deleted > 0
  const failed = isDone ? 0 : failures + 1
  const pause = retryAfter(waits, failed)
  // A sink that is down is left alone, whatever changes meanwhile.
  const resting = report.fault === undefined ? 0 : pause
  const isWaiting = report.served?.state === 'waiting'
  const retryAt = isTimed ? nextAt : Math.max(nextAt, now + (hasFailed ? pause : waits.replaceMs))
  logRun(host, report)
  return {
    rest: { forMs: Math.max(resting, pauseAfter(host, delivery, report)), failures: failed },
    retryAt: hasFailed || isWaiting ? retryAt : undefined,
    released,
  }
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
