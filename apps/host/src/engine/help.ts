import { randomUUID } from 'node:crypto'
import type { Fault } from '@cartograph/core'
import * as z from 'zod'
import { runLanes } from '../queue/index.ts'
import { addHelp, openSlices, takeHelp } from '../store/index.ts'
import { recordScene, type ConnectionScene } from './connection-scene.ts'
import type { Tally } from './report.ts'
import { slicesAtOnce, type StreamScene } from './stream-run.ts'
import { readSlice } from './turn.ts'

export interface Help {
  /** How many slices were taken in hand. */
  readonly slices: number
  /** What stopped some of them; whoever is in charge of the run tries those himself. */
  readonly faults: readonly Fault[]
}

/**
 * Reads slices of a stream that another process has planned and waits for, as long as there are any that nobody has.
 *
 * What was counted is left in the store for the report of the run. What follows after the last slice (deletions, groups) is
 * done by whoever is in charge.
 */
export async function helpRead(
  connectionScene: ConnectionScene,
  stream: string,
  isWanted: () => Promise<boolean>,
): Promise<Help> {
  const scene = await recordScene(connectionScene, stream)
  const taken = new Set<string>()
  const faults: Fault[] = []
  const work = async () => {
    for (;;) {
      scene.signal.throwIfAborted()
      const open = (await isWanted()) ? await freeSlices(scene) : []
      const id = open.find((each) => !taken.has(each))
      if (id === undefined) return
      taken.add(id)
      const result = await readSlice(scene, id, () => keepCounts(scene))
      if (typeof result === 'object') faults.push(result)
    }
  }
  await runLanes(
    Array.from({ length: slicesAtOnce }, () => ({ group: undefined, work })),
    { concurrency: slicesAtOnce },
  )
  return { slices: taken.size, faults }
}

async function freeSlices({ store, place, clock }: StreamScene): Promise<readonly string[]> {
  const open = await store.read((dialect, org) => openSlices(dialect, org, place))
  return open.flatMap(({ id, owner, notBefore }) =>
    owner === null && notBefore <= clock.now() ? [id] : [],
  )
}

const counts = z.object({
  read: z.int(),
  written: z.int(),
  unchanged: z.int(),
  deleted: z.int(),
  rejected: z.int(),
  rows: z.int(),
  requests: z.int(),
  retried: z.int(),
})
const countNames = counts.keyof().options

/** Counts what was done since the last time. */
async function keepCounts({ store, place, tally }: StreamScene): Promise<void> {
  const done = counts.parse(tally)
  for (const name of countNames) tally[name] -= done[name]
  if (countNames.every((name) => done[name] === 0)) return
  const text = JSON.stringify(done)
  await store.write((dialect, org) =>
    addHelp(dialect, org, place, { id: randomUUID(), counts: text }),
  )
}

/** Adds what other processes did for the run to its own counts. */
export async function countHelp({ store, place, tally }: StreamScene): Promise<void> {
  const helped = await store.write((dialect, org) => takeHelp(dialect, org, place))
  for (const text of helped) add(tally, counts.parse(JSON.parse(text)))
}

function add(tally: Tally, more: z.infer<typeof counts>): void {
  for (const name of countNames) tally[name] += more[name]
}
