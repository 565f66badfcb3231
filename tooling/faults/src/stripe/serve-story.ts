import { rmSync } from 'node:fs'
import { setTimeout as sleep } from 'node:timers/promises'
import { start } from '../command.ts'
import { countsText } from '../counts.ts'
import { randomNumbers } from '../draw.ts'
import { openBusyAccount, type BusyAccount } from './busy-account.ts'
import { wronglyDeleted } from './comparison.ts'
import { lastLook, weekMs, type StripeStory } from './last-look.ts'
import { freePort, untilItListens } from './listening.ts'
import { badWeather } from './weather.ts'
import { makeStripeWorkspace } from './workspace.ts'

/** How long a session of `serve` lasts: it begins anew so often, at another hour of the week. */
const sessionMs = { shortest: 1500, longest: 6000 }
const stepMs = 100

/**
 * A week of an account whose webhooks a running `serve` takes, over a bad connection, killed again and again.
 *
 * Webhooks are late, doubled, out of order and lost, and those that come while nobody listens are sent again hours later. What
 * is lost is told by the log of events, which `serve` reads on schedule. Gives back what the store has otherwise in the end.
 */
export async function tellServeStory(story: StripeStory): Promise<readonly string[]> {
  const { seed, kills, say, mishapShare } = story
  const account = await openBusyAccount(seed, story.orders)
  const port = await freePort()
  const folder = makeStripeWorkspace(account.stripe, port)
  const random = randomNumbers(seed + 1)
  const failures: string[] = []
  const webhooks = new Map<string, number>()
  try {
    account.stripe.weather.set(badWeather(mishapShare))
    for (let session = 1; session <= kills; session += 1) {
      const lastsMs = sessionMs.shortest + random() * (sessionMs.longest - sessionMs.shortest)
      const before = account.stripe.log.length
      await serveFor(lastsMs, { account, folder, port, webhooks })
      say(
        `session ${session}: killed after ${Math.round(lastsMs)} ms, ${account.stripe.log.length - before} requests, webhooks so far: ${countsText(webhooks)}`,
      )
      failures.push(
        ...wronglyDeleted(account.stripe, folder).map(
          (what) => `after session ${session}: ${what}`,
        ),
      )
      // Life goes on while nobody listens.
      await happen(account, webhooks, 5)
      account.leap(weekMs / kills)
    }
    account.stripe.weather.calm()
    const differences = await lastLook(story, account, folder)
    say(`what happened: ${countsText(account.counts)}`)
    return [...failures, ...differences]
  } finally {
    await account.stripe.close()
    rmSync(folder, { recursive: true, force: true })
  }
}

interface Session {
  readonly account: BusyAccount
  readonly folder: string
  readonly port: number
  /** How often webhooks were answered so; 0 where nobody listened. */
  readonly webhooks: Map<string, number>
}

async function serveFor(
  lastsMs: number,
  { account, folder, port, webhooks }: Session,
): Promise<void> {
  const serving = start(folder, ['serve', '--json'], { clockAheadMs: account.aheadMs() })
  try {
    await untilItListens(port, serving)
    const endsAt = performance.now() + lastsMs
    while (performance.now() < endsAt) await happen(account, webhooks, 1)
  } finally {
    serving.process.kill('SIGKILL')
    await serving.ended
  }
}

/** Things happen, and webhooks are sent, so many times. */
async function happen(
  account: BusyAccount,
  webhooks: Map<string, number>,
  times: number,
): Promise<void> {
  for (let time = 0; time < times; time += 1) {
    account.stir()
    for (const { status } of await account.stripe.deliverWebhooks()) {
      const name = status === 0 ? 'nobody there' : String(status)
      webhooks.set(name, (webhooks.get(name) ?? 0) + 1)
    }
    await sleep(stepMs)
  }
}
