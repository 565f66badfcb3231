import { join } from 'node:path'

import { exportFiles } from '@cartograph/simulators'

import { liveOn, type Happenings } from './business.ts'
import { cartograph } from './command.ts'
import { deletedOrders, type DeletedOrder } from './deleted-orders.ts'
import { ledgerOfBusiness } from './places.ts'
import { runRound, type Round } from './round.ts'
import type { Stage } from './stage.ts'
import { countText } from './text-table.ts'
import { tillOf } from './till.ts'

export interface DemoResult {
  /** Everything was read and pushed, and every figure and record is the same everywhere. */
  readonly ok: boolean
  readonly rounds: Readonly<Record<'first' | 'second' | 'third', Round>>
  readonly happened: Happenings
  /** What the store no longer has after the two weeks. */
  readonly deleted: readonly DeletedOrder[]
  /** Requests that the web shop answered in all. */
  readonly requests: number
  readonly durationMs: number
}

const both = ['shop', 'till']

/**
 * Runs the main job on a simulated merchant, whose web shop is read over HTTP and whose till exports files: as they are,
 * after two weeks of business, and once more.
 *
 * @param tell is told what is about to happen.
 */
export async function runDemo(
  { business, workspace }: Stage,
  tell: (text: string) => void,
): Promise<DemoResult> {
  const startedAt = performance.now()
  const { shop, store } = business
  const orders = ledgerOfBusiness(business).orders.size
  tell(
    `A merchant with ${countText(orders)} orders opens: a web shop at ${store.url}, and a till that exports files.`,
  )
  await exportFiles(tillOf(shop), join(workspace.folder, 'export'))
  await cartograph(workspace, ['check', '--json'])
  const round = (name: string, syncs: readonly (readonly string[])[]) =>
    runRound(name, { business, workspace, syncs })
  const first = await round('First run', [both])
  tell('Two weeks of business pass. What changed is read, then what was deleted is looked for.')
  const happened = liveOn(business)
  const second = await round('After two weeks', [both, ['shop', '--sweep']])
  tell('Nothing happens, and everything is read once more.')
  const third = withIdleness((await round('Once more', [both])).round)
  return {
    ok: first.round.ok && second.round.ok && third.ok,
    rounds: { first: first.round, second: second.round, third },
    happened,
    deleted: deletedOrders(first.stored, second.stored, store),
    requests: store.log.length,
    durationMs: Math.round(performance.now() - startedAt),
  }
}

/** Nothing has happened: nothing may be written, deleted or pushed. */
function withIdleness(round: Round): Round {
  const busy = [
    ...round.readings
      .flatMap(({ runs }) => runs)
      .filter(({ written, deleted, rows }) => written + deleted + rows > 0)
      .map(({ stream }) => `${stream}: rows were written although nothing changed`),
    ...round.push
      .filter(({ sent, deleted }) => sent + deleted > 0)
      .map(({ delivery }) => `${delivery}: items were pushed although nothing changed`),
  ]
  const differences = [...round.differences, ...busy]
  return { ...round, differences, ok: round.ok && busy.length === 0 }
}
