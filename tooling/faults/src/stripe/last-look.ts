import { runCommand } from '../command.ts'
import { countsText, statusCounts } from '../counts.ts'
import { said } from '../story.ts'
import { reportOf, reportText } from '../run-report.ts'
import type { BusyAccount } from './busy-account.ts'
import { compareWithTruth } from './comparison.ts'

export interface StripeStory {
  readonly seed: number
  readonly kills: number
  /** Orders of the shop that the account begins with. */
  readonly orders: number
  /** The share of requests that meet something. */
  readonly mishapShare: number
  readonly say: (line: string) => void
}

export const weekMs = 7 * 86_400_000
/** Events are read when they are a minute old, and some show up late. */
const settledMs = 120_000

/**
 * What the store has otherwise than the account after two quiet runs: of events and lists alone, without a sweep.
 *
 * The first one brings to its end what the last kill interrupted, up to the instant at which that had begun; the second reads
 * what has happened since.
 */
export async function lastLook(
  { say }: Pick<StripeStory, 'say'>,
  account: BusyAccount,
  folder: string,
): Promise<readonly string[]> {
  const { stripe } = account
  for (const name of ['run that ends what was interrupted', 'last run']) {
    account.leap(settledMs)
    const ending = await runCommand(folder, ['sync', '--json'], { clockAheadMs: account.aheadMs() })
    const report = reportOf(ending)
    if (ending.code !== 0 || report === undefined) return [`the ${name} failed: ${said(ending)}`]
    say(`${name}: ${reportText(report)}`)
  }
  const { differences, compared } = await compareWithTruth(stripe, folder)
  say(`compared: ${compared}`)
  say(`what the account answered: ${countsText(statusCounts(stripe.log))}`)
  for (const difference of differences.slice(0, 20)) say(`        ${difference}`)
  return differences
}
