import { setTimeout as sleep } from 'node:timers/promises'
import { badWeather } from '../shop/weather.ts'
import { lastTaken } from './breaches.ts'
import type { SinkMishap } from './counting-sink.ts'
import { doubleNotices, withDatabase } from './database.ts'
import type { Fault, SinkTrouble } from './schedule.ts'
import type { Actor, Stage } from './stage.ts'

/** Lets one fault happen, and gives back when what lasts of it is over. */
export async function strike(stage: Stage, fault: Fault): Promise<void> {
  const { server, shop, sink } = stage
  const working = stage.actors.filter(({ isWorking }) => isWorking())
  const whom = 'whom' in fault ? working[fault.whom % Math.max(1, working.length)] : undefined
  switch (fault.kind) {
    case 'kill':
      whom?.process.signal('SIGKILL')
      await whom?.ended
      return
    case 'freeze':
      whom?.process.signal('SIGSTOP')
      await sleep(fault.forMs * stage.pace)
      whom?.process.signal('SIGCONT')
      return
    case 'freeze a reader':
      await freezeReader(stage, fault)
      return
    case 'new worker':
      await stage.begin(['worker'])
      return
    case 'cut':
      whom?.proxy.cut()
      return
    case 'lose a commit':
      whom?.proxy.loseCommit()
      return
    case 'truncate':
      whom?.proxy.truncate()
      return
    case 'delay':
      whom?.proxy.delay(fault.delayMs)
      await sleep(fault.forMs * stage.pace)
      whom?.proxy.delay(0)
      return
    case 'refuse':
      refuse(stage.actors, true)
      await sleep(fault.forMs * stage.pace)
      refuse(stage.actors, false)
      return
    case 'restart':
      await server.restart(fault.how)
      return
    case 'disk full':
      server.fillDisk?.(true)
      await sleep(fault.forMs * stage.pace)
      server.fillDisk?.(false)
      await server.revive()
      return
    case 'clock':
      whom?.process.setClock(fault.aheadMs)
      return
    case 'vendor':
      shop.store.weather.next(
        ...badWeather(1)
          .mishaps.slice(0, fault.requests)
          .map(({ mishap }) => mishap),
      )
      return
    case 'sink':
      sink.next(...fault.mishaps.map((name) => sinkMishaps[name]))
      return
    case 'notices':
      // Where the database is away there is no queue either.
      await doubleNotices(server, fault.copies).catch(() => undefined)
      return
    case 'by hand':
      await (
        await stage.begin(fault.words)
      ).ended
      return
    default:
      return fault satisfies never
  }
}

const sinkMishaps: Readonly<Record<SinkTrouble, SinkMishap>> = {
  busy: { kind: 'status', status: 429 },
  down: { kind: 'status', status: 503 },
  reset: { kind: 'reset' },
  silence: { kind: 'silence' },
  late: { kind: 'late', delayMs: 700 },
}

function refuse(actors: readonly Actor[], isRefusing: boolean): void {
  for (const { proxy } of actors) proxy.refuse(isRefusing)
}

const lookMs = 10

/** Stops whoever takes a slice next, when it has asked for a page, and wakes it when another has taken that slice and reads it. */
async function freezeReader(
  { server, actors, nameOf, pace }: Stage,
  { askMs, mostMs }: Extract<Fault, { kind: 'freeze a reader' }>,
): Promise<void> {
  await withDatabase(server, async (client) => {
    const before = (await lastTaken(client))?.id ?? '0'
    const within = async (wanted: { readonly after: string; readonly slice?: string }) => {
      const until = performance.now() + mostMs * pace
      while (performance.now() < until) {
        const step = await lastTaken(client, wanted.slice)
        if (step !== undefined && BigInt(step.id) > BigInt(wanted.after)) return step
        await sleep(lookMs)
      }
      return undefined
    }
    const taken = await within({ after: before })
    const reader = actors.find(({ name }) => name === nameOf(taken?.port ?? 0, taken?.atMs ?? 0))
    if (taken === undefined || reader === undefined) return
    await sleep(askMs * pace)
    reader.process.signal('SIGSTOP')
    await within({ after: taken.id, slice: taken.slice })
    reader.process.signal('SIGCONT')
  })
}
