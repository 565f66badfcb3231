import { connectionsWithNews, connectionsWithRuns } from '../store/index.ts'
import type { DeliveryWork } from './delivery-work.ts'
import { forgetOld } from './forget-old.ts'
import type { Host } from './host.ts'
import type { SceneBook } from './scene-book.ts'
import { tickSchedules } from './schedule-ticks.ts'

/** Work that finds out by itself what is due. */
interface Woken {
  wake(): void
}

interface TickedWork {
  readonly scenes: SceneBook
  readonly deliveries: DeliveryWork
  readonly automations: Woken
  /** Woken now and then alone: time makes some of it due, as when a voucher ends, and the rest is told otherwise. */
  readonly others: readonly Woken[]
  /** The clock that schedules go by. */
  readonly instant: () => Promise<number>
}

/** Looks what is due, and wakes whoever does it; now and then wakes for everything, whether or not it is known to be due. */
export function hostTicks(
  host: Host,
  { scenes, deliveries, automations, others, instant }: TickedWork,
): () => Promise<void> {
  const { store, wakes, clock, waits, log } = host
  let lookedAt = -Infinity
  const wakeEverything = () => {
    for (const { connection } of scenes.all())
      for (const kind of ['registration', 'sync', 'inbox']) wakes.wake(kind, connection.id)
    for (const work of others) work.wake()
    automations.wake()
    deliveries.wakeAll()
  }
  const wakeDue = async () => {
    const at = clock.now()
    const due = await store.read(function* (dialect, org) {
      const sync = yield* connectionsWithRuns(dialect, org, at)
      const inbox = yield* connectionsWithNews(dialect, org, at)
      return { sync, inbox }
    })
    for (const connection of due.sync) wakes.wake('sync', connection)
    for (const connection of due.inbox) wakes.wake('inbox', connection)
    await deliveries.wakeDue()
    automations.wake()
  }
  return async () => {
    for (const { connection, run, note } of await tickSchedules(store, await instant())) {
      if (note !== null) log({ level: 'warn', connection, message: note })
      if (run !== null) wakes.wake('sync', connection)
    }
    if (performance.now() - lookedAt >= waits.lookMs) {
      lookedAt = performance.now()
      wakeEverything()
      await forgetOld(host)
    } else await wakeDue()
  }
}
