import { rmSync } from 'node:fs'
import { dirname } from 'node:path'
import { happenings, visitorProducts, visitors } from '@cartograph/simulators/visitors'
import { randomNumbers } from '../draw.ts'
import { cartDifferences } from './comparison.ts'
import { cartFollower, type CartFollower } from './follower.ts'
import { openMailBox } from './mail-box.ts'
import type { News } from './process.ts'
import { makeCartWorkspace } from './workspace.ts'

export interface CartStory {
  readonly seed: number
  readonly visitors: number
  readonly kills: number
  /** On so many days visitors begin carts; the fewer, the more carts are due at each look. */
  readonly days: number
  readonly say: (line: string) => void
}

const startAt = Date.parse('2026-11-02T00:00:00Z')
const minuteMs = 60_000
const hourMs = 60 * minuteMs
const dayMs = 24 * hourMs
/** After them nobody begins a cart any more, and everything comes to its end. */
const afterDays = 14
/** A step takes about so long. */
const longestStepMs = 40
/** A process that was killed is back so much later: what it had taken up is looked at again by then. */
const backAfterMs = 61_000

/** Days of visitors, and what follows from them, with a host that is killed again and again. */
export async function tellCartStory(story: CartStory): Promise<readonly string[]> {
  const { seed, kills, days, say } = story
  const random = randomNumbers(seed)
  const all = visitors({ seed, count: story.visitors, startAt, days })
  const told = happenings(all)
  const steps = instants(days)
  let at = startAt
  let killAfter = Infinity
  const box = await openMailBox(
    () => at,
    (probability) => {
      killAfter -= 1
      // The moment after a message was taken and before anybody knows is the worst one.
      if (killAfter === 0) follower.kill()
      return random() < probability
    },
  )
  const file = makeCartWorkspace(box.url)
  const follower = cartFollower(file)
  const busy = steps.filter((step) => step < startAt + (days + 3) * dayMs)
  const struck = new Map<number, number>()
  for (let kill = 0; kill < kills; kill += 1) {
    const step = busy[Math.floor(random() * busy.length)] ?? startAt
    struck.set(step, (struck.get(step) ?? 0) + 1)
  }
  let next = 0
  let killed = 0
  try {
    for (const step of steps) {
      at = step
      const from = next
      while ((told[next]?.at ?? Infinity) <= step) next += 1
      const rows = [
        ...(step === steps[0] ? [] : step === steps[1] ? visitorProducts : []),
        ...told.slice(from, next),
      ].map(({ entity, id, row }) => ({ entity, id, row }))
      let strikes = struck.get(step) ?? 0
      for (;;) {
        await follower.ready()
        const stop =
          strikes > 0 ? strike(follower, random, (count) => (killAfter = count)) : () => {}
        strikes -= 1
        const news = await follower.ask({ kind: 'step', at, rows })
        stop()
        if (news?.kind === 'done') break
        if (news?.kind === 'broken') throw new Error(news.message)
        killed += 1
        at += backAfterMs
      }
    }
    await follower.ready()
    const news = await follower.ask({ kind: 'tell', at: steps.at(-1) ?? startAt })
    if (news?.kind !== 'told') throw new Error('The process told nothing.')
    say(summary(all.length, killed, box.arrived.length, news))
    const { figures, carts } = news
    const { revenue, recovered } = figures
    return cartDifferences({
      visitors: all,
      steps,
      arrived: box.arrived,
      carts,
      revenue,
      recovered,
    })
  } finally {
    follower.close()
    await box.close()
    rmSync(dirname(file), { recursive: true, force: true })
  }
}

/** Kills soon after it was asked, or when it has sent so many requests more, in this step or a later one. */
function strike(
  follower: CartFollower,
  random: () => number,
  afterRequests: (count: number) => void,
): () => void {
  if (random() < 0.6) {
    afterRequests(1 + Math.floor(random() * 6))
    return () => {}
  }
  const timer = setTimeout(() => follower.kill(), Math.floor(random() * longestStepMs))
  return () => clearTimeout(timer)
}

/** The looks of the host: often while visitors come, and then by the hour. */
function instants(days: number): readonly number[] {
  const found: number[] = []
  for (let at = startAt - hourMs; at < startAt + days * dayMs; at += 15 * minuteMs) found.push(at)
  for (let at = startAt + days * dayMs; at <= startAt + (days + afterDays) * dayMs; at += hourMs)
    found.push(at)
  return found
}

function summary(
  count: number,
  killed: number,
  arrived: number,
  { figures }: Extract<News, { readonly kind: 'told' }>,
): string {
  const { detected, sent, recovered, revenue, steps, ends } = figures
  const unknown = steps.reduce((sum, step) => sum + step.unknown, 0)
  const states = Object.entries(ends).map(([end, carts]) => `${end} ${carts}`)
  return [
    `carts: ${count} visitors, ${detected} carts left, ${killed} kills, ${arrived} messages came`,
    `(${sent} known to be sent, ${unknown} of which nobody knows), ${recovered} won back`,
    `${JSON.stringify(revenue)}; ${states.join(', ')}`,
  ].join(' ')
}
