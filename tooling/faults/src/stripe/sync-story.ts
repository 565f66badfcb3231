import { rmSync } from 'node:fs'
import { start, type Ending } from '../command.ts'
import { countsText } from '../counts.ts'
import { randomNumbers } from '../draw.ts'
import { reportOf, reportText } from '../run-report.ts'
import { drawStrike, ordersFor, strikeText, watch, type Strike } from '../strike.ts'
import { said } from '../story.ts'
import { openBusyAccount, type BusyAccount } from './busy-account.ts'
import { wronglyDeleted } from './comparison.ts'
import { lastLook, weekMs, type StripeStory } from './last-look.ts'
import { badWeather } from './weather.ts'
import { makeStripeWorkspace } from './workspace.ts'

/** Runs for each kill that may pass before the suite gives up: some end before their moment comes. */
const runsPerKill = 6

/**
 * A week of an account that is read by `sync` alone, over a bad connection, by a command that is killed again and again.
 *
 * Nothing is pushed: what changes is told by the log of events. Something happens between any two requests, and hours pass
 * between two runs. Gives back what the store has otherwise than the account in the end.
 */
export async function tellSyncStory(story: StripeStory): Promise<readonly string[]> {
  const account = await openBusyAccount(story.seed, story.orders)
  const folder = makeStripeWorkspace(account.stripe)
  const rest = account.stripe.weather.between(() => account.stir())
  try {
    account.stripe.weather.set(badWeather(story.mishapShare))
    const failures = await disturbedRuns(story, account, folder)
    account.stripe.weather.calm()
    rest()
    const differences = await lastLook(story, account, folder)
    story.say(`what happened: ${countsText(account.counts)}`)
    return [...failures, ...differences]
  } finally {
    await account.stripe.close()
    rmSync(folder, { recursive: true, force: true })
  }
}

async function disturbedRuns(
  { seed, kills, say }: StripeStory,
  account: BusyAccount,
  folder: string,
): Promise<readonly string[]> {
  const random = randomNumbers(seed + 1)
  const failures: string[] = []
  let killed = 0
  for (let run = 1; killed < kills && run <= kills * runsPerKill; run += 1) {
    // Runs of late in the week are short, so each has a moment of its own.
    const strike = drawStrike(random)
    const isSpared = random() < 0.3
    const asked = account.stripe.log.length
    const ending = await runUnder(account, folder, isSpared ? undefined : strike)
    const requests = account.stripe.log.length - asked
    const report = reportOf(ending)
    if (ending.signal === 'SIGKILL') {
      killed += 1
      say(`run ${run}: kill ${killed} ${strikeText(strike)}, ${requests} requests answered`)
    } else if (report === undefined) failures.push(`run ${run} told nothing: ${said(ending)}`)
    else say(`run ${run}: ${reportText(report)}`)
    const wrong = wronglyDeleted(account.stripe, folder)
    failures.push(...wrong.map((what) => `after run ${run}: ${what}`))
    if (account.aheadMs() < weekMs) account.leap((random() * 2 * weekMs) / (kills * 2.2))
  }
  if (killed < kills) failures.push(`only ${killed} of ${kills} moments were reached`)
  account.leap(Math.max(0, weekMs - account.aheadMs()))
  return failures
}

async function runUnder(
  account: BusyAccount,
  folder: string,
  strike: Strike | undefined,
): Promise<Ending> {
  const running = start(folder, ['sync', '--json'], {
    ...ordersFor(strike),
    clockAheadMs: account.aheadMs(),
  })
  const stop = watch(account.stripe.weather, running.process, strike)
  try {
    return await running.ended
  } finally {
    stop()
  }
}
