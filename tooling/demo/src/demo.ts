import { join } from 'node:path'

import { exportFiles } from '@cartograph/simulators'

import { liveOn, type Happenings } from './business.ts'
import { cartograph } from './command.ts'
import { deletedOrders, type DeletedOrder } from './deleted-orders.ts'
import { readPayments, type Payments } from './payments.ts'
import { ledgerOfBusiness } from './places.ts'
import { runRound, type Round } from './round.ts'
import type { Stage } from './stage.ts'
import { tellOrderNumbers } from './stripe-account.ts'
import { countText } from './text-table.ts'
import { tillOf } from './till.ts'

export interface DemoResult {
  /** Everything was read and pushed, and every figure and record is the same everywhere. */
  readonly ok: boolean
  readonly rounds: Readonly<Record<'first' | 'second' | 'third', Round>>
  readonly happened: Happenings
  /** What the store no longer has after the two weeks. */
  readonly deleted: readonly DeletedOrder[]
  /** Stripe's payments beside the web shop's orders, after the two weeks. */
  readonly payments: Payments
  /** Requests that the web shop and Stripe answered in all. */
  readonly requests: number
  readonly durationMs: number
}

const sources = ['shop', 'till', 'pay']

/**
 * Runs the main job on a simulated merchant, whose web shop is read over HTTP and whose till exports files: as they are,
 * after two weeks of business, and once more.
 *
 * @param tell is told what is about to happen.
 */
export async function runDemo(stage: Stage, tell: (text: string) => void): Promise<DemoResult> {
  const startedAt = performance.now()
  const { business, stripe, workspace } = stage
  const { shop, store } = business
  const orders = ledgerOfBusiness(business).orders.size
  tell(
    `A merchant with ${countText(orders)} orders opens: a web shop at ${store.url}, paid through Stripe at ${stripe.url}, and a till that exports files.`,
  )
  tellOrderNumbers(store, stripe)
  await exportFiles(tillOf(shop), join(workspace.folder, 'export'))
  await cartograph(workspace, ['check', '--json'])
  const round = (name: string, syncs: readonly (readonly string[])[]) =>
    runRound(name, { business, workspace, syncs })
  const first = await round('First run', [sources])
  tell('Two weeks of business pass. What changed is read, then what was deleted is looked for.')
  const happened = liveOn(business)
  tellOrderNumbers(store, stripe)
  const second = await round('After two weeks', [
    ['shop', 'till'],
    // Stripe's log of events goes by its clock, and the two weeks are not those of this machine: it is read whole.
    ['pay', '--full'],
    ['shop', '--sweep'],
  ])
  const payments = await readPayments(stage)
  tell('Nothing happens, and everything is read once more.')
  const third = withIdleness((await round('Once more', [sources])).round)
  return {
    ok: first.round.ok && second.round.ok && third.ok && payments.ok,
    rounds: { first: first.round, second: second.round, third },
    happened,
    deleted: deletedOrders(first.stored, second.stored, store),
    payments,
    requests: store.log.length + stripe.log.length,
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
