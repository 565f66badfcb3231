import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { openBusyShop, type BusyShop } from '../shop/busy-shop.ts'
import { freePort } from '../stripe/listening.ts'
import type { NameOf } from './breaches.ts'
import { configurationText, waitsAt } from './configuration.ts'
import { startCountingSink, type CountingSink } from './counting-sink.ts'
import { databaseName } from './database.ts'
import type { DatabaseServer } from './database-server.ts'
import type { Fleet, FleetEnding, FleetProcess } from './fleet.ts'
import { openWildProxy, type WildProxy } from './wild-proxy.ts'

/** A process at work, with its own way to the database. */
export interface Actor {
  readonly name: string
  readonly process: FleetProcess
  readonly proxy: WildProxy
  readonly ended: Promise<FleetEnding>
  readonly isWorking: () => boolean
}

/** One installation: a shop, a sink, a database, and the processes that work for it. */
export interface Stage {
  readonly server: DatabaseServer
  /** How much longer everything takes than on a machine that does nothing else. */
  readonly pace: number
  readonly shop: BusyShop
  readonly sink: CountingSink
  /** All that ever worked, in the order of their beginning. */
  readonly actors: readonly Actor[]
  begin(words: readonly string[]): Promise<Actor>
  /** Whose connection came from a port at an instant. */
  readonly nameOf: NameOf
  close(): Promise<void>
}

/** Orders that a shop begins with: a page or two. */
const firstOrders = 8

export async function openStage(
  seed: number,
  {
    server,
    fleet,
    serves,
    pace,
    hidesKeys,
  }: {
    readonly server: DatabaseServer
    readonly fleet: Fleet
    readonly serves: boolean
    readonly pace: number
    /** To the sink each request has a key of its own. */
    readonly hidesKeys: boolean
  },
): Promise<Stage> {
  const folder = mkdtempSync(join(tmpdir(), 'cartograph-faults-workers-'))
  const shop = await openBusyShop(seed, firstOrders)
  const sink = await startCountingSink(hidesKeys)
  const port = serves ? await freePort() : undefined
  const actors: Actor[] = []
  let begun = 0
  return {
    server,
    pace,
    shop,
    sink,
    actors,
    async begin(words) {
      begun += 1
      const name = `${words[0]} ${begun}`
      const file = join(folder, `${begun}.yaml`)
      const proxy = await openWildProxy(server.port)
      const store = `postgres://cartograph@127.0.0.1:${proxy.port}/${databaseName}`
      writeFileSync(file, configurationText(shop.store, { store, sink: sink.url, port }))
      const process = await fleet.take()
      let isWorking = true
      const ended = process
        .run([...words, '--json', '--config', file], { CARTOGRAPH_WAITS: waitsAt(pace) })
        .finally(() => {
          isWorking = false
        })
      const actor: Actor = { name, process, proxy, ended, isWorking: () => isWorking }
      actors.push(actor)
      return actor
    },
    nameOf: (from, atMs) =>
      actors
        .flatMap(({ name, proxy }) => proxy.calls.map((call) => ({ ...call, name })))
        .filter((call) => call.port === from && call.atMs <= atMs)
        .toSorted((one, other) => one.atMs - other.atMs)
        .at(-1)?.name,
    async close() {
      await Promise.all(actors.map((actor) => endActor(actor)))
      for (const { process, proxy } of actors) {
        fleet.giveBack(process)
        await proxy.close()
      }
      await Promise.all([shop.store.close(), sink.close()])
      rmSync(folder, { recursive: true, force: true })
    },
  }
}

/** How long an actor may take to stop in order. */
const stopMs = 6000

/** Stops an actor in order, or ends its process where that takes too long. */
export async function endActor({ process, ended, isWorking }: Actor): Promise<void> {
  if (!isWorking()) return
  process.signal('SIGCONT')
  process.stop()
  const timer = setTimeout(() => process.signal('SIGKILL'), stopMs)
  await ended
  clearTimeout(timer)
}
