import { setTimeout as sleep } from 'node:timers/promises'
import { badWeather } from '../shop/weather.ts'
import type { SinkMishap } from './counting-sink.ts'
import { doubleNotices } from './database.ts'
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
