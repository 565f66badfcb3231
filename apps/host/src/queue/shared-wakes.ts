import PQueue from 'p-queue'
import * as z from 'zod'
import { localWakes, type Look, type WakeOptions, type Wakes } from './wakes.ts'

export interface SharedWakeOptions extends WakeOptions {
  /** Address of the PostgreSQL database that all processes share. */
  readonly address: string
  readonly organisation: string
  /** The kinds of work that there are, and how many keys of each this process looks at at the same time. */
  readonly places: Readonly<Record<string, number>>
}

/** Where the notices of pg-boss live, beside the store's own tables. */
const schema = 'cartograph_wakes'
const noticesAtOnce = 2
/** A wake that nobody took in that time is made again by whoever looks through the store. */
const keptSeconds = 3600

const notice = z.object({ key: z.string() })
const told = z.object({ message: z.string() })

/**
 * The time since this process began, which no one sets. The queue measures by it how long it was at work, and rests for the rest of its
 * time: on a machine whose clock is set back by an hour it would rest for an hour.
 */
function steadyNow(): number {
  return Math.round(performance.timeOrigin + performance.now())
}

/** What goes wrong in a worker of pg-boss is told as an object that is no error. */
function failureIn(error: unknown): unknown {
  if (error instanceof Error) return error
  const { data } = told.safeParse(error)
  return new Error(data?.message ?? 'The queue failed without a word.')
}

/**
 * Wakes among all processes that share a PostgreSQL database: one of those that have a place free looks.
 *
 * The queue holds notices alone, at most one a key, and a notice is taken off as soon as somebody was told. Who may write is
 * for the leases of the store to say, so that a process which dies blocks nothing here.
 */
export async function sharedWakes(options: SharedWakeOptions): Promise<Wakes> {
  const { address, organisation, places, signal, onFailure } = options
  const { busyMs = 1000, pollMs = 2000 } = options
  // Who shares nothing need not have it in memory.
  const { PgBoss, systemClock } = await import('pg-boss')
  const boss = new PgBoss({
    connectionString: address,
    application_name: 'cartograph wakes',
    schema,
    clock: { ...systemClock, now: steadyNow },
    max: 4,
    schedule: false,
    useListenNotify: true,
    superviseIntervalSeconds: 60,
  })
  // What fails while this ends, or is announced then, is found by whoever looks through the store next.
  const complain: typeof onFailure = (...failure) => {
    if (!signal.aborted) onFailure(...failure)
  }
  boss.on('error', (error) => complain('wakes', organisation, failureIn(error)))
  await boss.start()
  const queueOf = (kind: string) => `${organisation}/${kind}`
  const send = (kind: string, key: string, startAfter: number) => {
    boss
      .send(queueOf(kind), { key }, { singletonKey: key, startAfter })
      .catch((error: unknown) => complain(kind, key, error))
  }
  const local = localWakes({ signal, onFailure })
  const looks: { readonly kind: string; readonly look: Look; readonly queue: PQueue }[] = []
  for (const kind of Object.keys(places))
    await boss.createQueue(queueOf(kind), {
      policy: 'short',
      notify: true,
      retryLimit: 0,
      retentionSeconds: keptSeconds,
      deleteAfterSeconds: 1,
    })
  return {
    handle: (kind, look) => {
      if (places[kind] === undefined) throw new Error(`No process has places for ${kind}.`)
      const queue = new PQueue({ concurrency: places[kind] })
      looks.push({ kind, look, queue })
      local.handle(kind, (key) =>
        queue.add(async () => {
          const result = await look(key)
          if (result === 'busy' && !signal.aborted) send(kind, key, busyMs / 1000)
          return undefined
        }),
      )
    },
    wake: (kind, key) => {
      if (!signal.aborted) send(kind, key, 0)
    },
    begin: async () => {
      for (const { kind, queue } of looks)
        await boss.work(
          queueOf(kind),
          {
            batchSize: noticesAtOnce,
            burstWhenBatchFull: true,
            pollingIntervalSeconds: pollMs / 1000,
            notifyPollingIntervalSeconds: pollMs / 1000,
          },
          async (jobs) => {
            for (const { data } of jobs) {
              // What this process has no place for is left to others.
              await queue.onSizeLessThan(1)
              local.wake(kind, notice.parse(data).key)
            }
          },
        )
    },
    depth: (kind) => {
      const queue = looks.find((each) => each.kind === kind)?.queue
      return { looking: queue?.pending ?? 0, waiting: queue?.size ?? 0 }
    },
    idle: () => local.idle(),
    close: () => boss.stop({ graceful: false, close: true }),
  }
}
