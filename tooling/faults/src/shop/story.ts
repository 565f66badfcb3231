import { rmSync } from 'node:fs'
import { runCommand, start, type Ending } from '../command.ts'
import { countsText, statusCounts } from '../counts.ts'
import { randomNumbers } from '../draw.ts'
import type { MutationName } from '../mutations.ts'
import { said } from '../story.ts'
import { openBusyShop, type BusyShop } from './busy-shop.ts'
import { compareWithTruth, wronglyDeleted } from './comparison.ts'
import { reportOf, reportText } from '../run-report.ts'
import { drawStrike, ordersFor, strikeText, watch, type Strike } from '../strike.ts'
import { badWeather } from './weather.ts'
import { makeShopWorkspace } from './workspace.ts'

export interface ShopStory {
  readonly seed: number
  readonly kills: number
  /** Orders that the shop begins with. */
  readonly orders: number
  readonly mutation?: MutationName
  readonly say: (line: string) => void
}

/** The share of requests that meet something. */
const mishapShare = 0.1
/** Runs for each kill that may pass before the suite gives up: some end before their moment comes. */
const runsPerKill = 6

/**
 * A shop that is never quiet is read by a command that is killed again and again, over a bad connection.
 *
 * In the end the connection is good and the shop is quiet. Gives back what the store then has otherwise than the shop.
 */
export async function tellShopStory(story: ShopStory): Promise<readonly string[]> {
  const shop = await openBusyShop(story.seed, story.orders)
  const folder = makeShopWorkspace(shop.store)
  try {
    shop.store.weather.set(badWeather(mishapShare))
    const failures = await disturbedRuns(story, shop, folder)
    shop.store.weather.calm()
    shop.rest()
    const differences = await lastRuns(story, shop, folder)
    story.say(`what happened: ${countsText(shop.counts)}`)
    story.say(`what the shop answered: ${countsText(statusCounts(shop.store.log))}`)
    return [...failures, ...differences]
  } finally {
    await shop.store.close()
    rmSync(folder, { recursive: true, force: true })
  }
}

async function disturbedRuns(
  { seed, kills, mutation, say }: ShopStory,
  shop: BusyShop,
  folder: string,
): Promise<readonly string[]> {
  const random = randomNumbers(seed + 1)
  const failures: string[] = []
  let killed = 0
  // A mutant of the store is to be struck where it is weak: in the middle of what should be one transaction.
  const draw = () => drawStrike(random, mutation === 'transaction' ? 0 : 0.5)
  let strike = draw()
  for (let run = 1; killed < kills && run <= kills * runsPerKill; run += 1) {
    // Some runs come to their end, or nothing would ever be looked through for what is gone.
    const isSpared = random() < 0.3
    const words = random() < 0.3 ? ['--sweep'] : []
    const asked = shop.store.log.length
    const ending = await runUnder(shop, folder, words, {
      strike: isSpared ? undefined : strike,
      mutation,
    })
    const requests = shop.store.log.length - asked
    const report = reportOf(ending)
    if (ending.signal === 'SIGKILL') {
      killed += 1
      say(`run ${run}: kill ${killed} ${strikeText(strike)}, ${requests} requests answered`)
      strike = draw()
    } else if (report === undefined) {
      failures.push(`run ${run} told nothing: ${said(ending)}`)
    } else say(`run ${run}: ${reportText(report)}`)
    failures.push(...wronglyDeleted(shop.store, folder).map((what) => `after run ${run}: ${what}`))
  }
  if (killed < kills) failures.push(`only ${killed} of ${kills} moments were reached`)
  return failures
}

async function runUnder(
  { store }: BusyShop,
  folder: string,
  words: readonly string[],
  {
    strike,
    mutation,
  }: { readonly strike: Strike | undefined; readonly mutation: MutationName | undefined },
): Promise<Ending> {
  const running = start(folder, ['sync', 'shop', '--json', ...words], {
    ...ordersFor(strike),
    ...(mutation !== undefined && { mutation }),
  })
  const stop = watch(store.weather, running.process, strike)
  try {
    return await running.ended
  } finally {
    stop()
  }
}

/** A sweep over a shop that is quiet, and another one where the first was not enough. */
async function lastRuns(
  { mutation, say }: ShopStory,
  { store }: BusyShop,
  folder: string,
): Promise<readonly string[]> {
  let differences: readonly string[] = []
  const runs = [
    { name: 'last run', words: [] },
    // So many deletions at once may be more than is believed without the merchant's word.
    { name: 'one more run', words: ['--accept-deletes'] },
  ]
  for (const { name, words } of runs) {
    const ending = await runCommand(
      folder,
      ['sync', 'shop', '--json', '--sweep', ...words],
      mutation === undefined ? {} : { mutation },
    )
    const report = reportOf(ending)
    if (ending.code !== 0 || report === undefined) return [`the ${name} failed: ${said(ending)}`]
    const found = compareWithTruth(store, folder)
    differences = found.differences
    say(`${name}: ${reportText(report)}; ${differences.length} differences`)
    if (differences.length === 0) {
      for (const line of found.compared) say(line)
      return []
    }
    for (const difference of differences.slice(0, 10)) say(`        ${difference}`)
  }
  return differences
}
