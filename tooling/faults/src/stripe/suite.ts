import type { StripeStory } from './last-look.ts'
import { tellServeStory } from './serve-story.ts'
import { tellSyncStory } from './sync-story.ts'

/** The share of requests that meet something. */
const mishapShare = 0.1

const stories = [
  { name: 'sync alone', tell: tellSyncStory },
  { name: 'serve and webhooks', tell: tellServeStory },
] as const

/** The Stripe account's part of the suite: a week read by `sync` alone, and a week of `serve` with webhooks. */
export async function stripeSuite(
  options: Omit<StripeStory, 'mishapShare'>,
): Promise<readonly string[]> {
  const { seed, kills, orders, say } = options
  const story = { ...options, mishapShare }
  const failures: string[] = []
  for (const { name, tell } of stories) {
    say(`stripe, ${name}, seed ${seed}: about ${orders} orders, ${kills} kills`)
    const found = await tell(story)
    say(`stripe, ${name}: ${kills} kills, ${found.length} differences`)
    failures.push(...found)
  }
  return failures
}
