import { rmSync } from 'node:fs'
import { setTimeout as sleep } from 'node:timers/promises'
import { startRule, type SimulatedRule } from '@cartograph/simulators/rule'
import { simulatedTill, startSitoo, type SimulatedSitoo } from '@cartograph/simulators/sitoo'
import { runCommand, start } from '../command.ts'
import { countsText } from '../counts.ts'
import { randomNumbers } from '../draw.ts'
import type { SourceMutationName } from '../source-mutations.ts'
import { said } from '../story.ts'
import { freePort, untilItListens } from '../stripe/listening.ts'
import { arrivalDifferences, arrivalsAt } from './arrivals.ts'
import { readAddresses, type TillAddresses } from './addresses.ts'
import { actOnce, newHistory, registerAgain, type TillHistory } from './busy-tills.ts'
import { tillDifferences } from './comparison.ts'
import { lastRuns } from './last-runs.ts'
import { regularCustomer } from './regular-customer.ts'
import { badWeather } from './weather.ts'
import { eventsLogin, landing, makeTillWorkspace, shortWaits } from './workspace.ts'

export interface TillStory {
  readonly seed: number
  /** Sales and returns. */
  readonly receipts: number
  readonly kills: number
  readonly mutation?: SourceMutationName
  readonly say: (line: string) => void
}

/** How often a request of either vendor meets something, of the moments at which it may. */
const mishapShare = 0.15
const eventWeather = { doubled: true, lostEvery: 17 } as const
/** A session is killed so long after it listens, in the middle of what it does. */
const sessionMs = { shortest: 300, longest: 1500, forReceipt: 5 }
/** Receipts between two deliveries of events. */
const receiptsAtOnce = 6
const longestSessionMs = 60_000
const quietMs = 1000

interface Scene {
  readonly sitoo: SimulatedSitoo
  readonly rule: SimulatedRule
  readonly folder: string
  readonly port: number
  readonly history: TillHistory
  readonly random: () => number
  readonly stir: () => void
}

/**
 * Two tills sell, take back and register at once, while the host that takes it all to Rule is killed again and again.
 *
 * Events are doubled, late, out of order and lost, and requests of both vendors fail. In the end all is calm. Gives back what Rule then
 * has otherwise than what happened at the tills.
 */
export async function tellTillStory(story: TillStory): Promise<readonly string[]> {
  const { seed, kills, mutation, say } = story
  const random = randomNumbers(seed)
  const sitoo = await startSitoo()
  const rule = await startRule({ landsAfterMs: landing.afterMs, requestsAllowed: 1_000_000 })
  const port = await freePort()
  const folder = makeTillWorkspace(sitoo, rule, port)
  const history = newHistory()
  const stir = badWeather(sitoo, rule, random, mishapShare)
  const scene = { sitoo, rule, folder, port, history, random, stir }
  let isKept = false
  try {
    const prepared = await runCommand(folder, ['prepare', 'rule', '--json'], {}, shortWaits)
    if (prepared.code !== 0) return [`Rule could not be prepared: ${said(prepared)}`]
    sitoo.events.set(eventWeather)
    let addresses: TillAddresses | undefined
    for (let session = 1; session <= kills; session += 1) {
      const receipts = Math.ceil((story.receipts * session) / kills) - receiptsOf(history)
      addresses = await disturbedSession(scene, { receipts, addresses, mutation })
      say(
        `session ${session}: killed, ${receiptsOf(history)} receipts, ${rule.account.records.size} records in Rule`,
      )
    }
    const regulars =
      addresses === undefined
        ? []
        : [await regularCustomer({ ...scene, till: addresses.till, mutation })]
    const failures = await calmEnd(scene, addresses, mutation)
    const differences = [
      ...tillDifferences(history, rule),
      ...arrivalDifferences(arrivalsAt(rule), regulars),
    ]
    say(`what happened: ${countsText(history.counts)}`)
    say(
      `Rule was asked ${rule.asked.length} times and has ${rule.account.records.size} records of ${rule.account.subscribers.size} subscribers`,
    )
    isKept = mutation === undefined && failures.length + differences.length > 0
    if (isKept) say(`The store of this story is kept in ${folder}.`)
    return [...failures, ...differences]
  } finally {
    await sitoo.close()
    await rule.close()
    if (!isKept) rmSync(folder, { recursive: true, force: true })
  }
}

function receiptsOf({ sales }: TillHistory): number {
  return [...sales.values()].reduce(
    (sum, { returnedBy }) => sum + (returnedBy === undefined ? 1 : 2),
    0,
  )
}

interface Session {
  readonly receipts: number
  readonly addresses: TillAddresses | undefined
  readonly mutation: SourceMutationName | undefined
}

/** A host serves two tills until it is killed; some receipts come when nobody serves them any more. */
async function disturbedSession(
  scene: Scene,
  { receipts, addresses, mutation }: Session,
): Promise<TillAddresses> {
  const { folder, port, sitoo, history, random } = scene
  const orders = mutation === undefined ? {} : { sourceMutation: mutation }
  const serving = start(folder, ['serve', '--json'], orders, shortWaits)
  let own: TillAddresses
  const target = receiptsOf(history) + receipts
  try {
    await untilItListens(port, serving)
    own = addresses ?? (await readAddresses(folder))
    sitoo.events.subscribe({ baseUrl: own.events, ...eventsLogin })
    const endsAt = performance.now() + longestSessionMs
    const isOver = () =>
      receiptsOf(history) >= target - receiptsAtOnce || performance.now() > endsAt
    await Promise.all([
      oneTill(scene, own, isOver),
      oneTill(scene, own, isOver),
      deliver(scene, isOver),
    ])
    await untilItIsKilled(scene, receipts)
  } finally {
    serving.process.kill('SIGKILL')
    await serving.ended
  }
  while (receiptsOf(history) < target) await actOnce(sitoo, undefined, history, random)
  return own
}

/** The host is at its work, and its vendors fail, until it is struck: later where there is more to do. */
async function untilItIsKilled({ random, sitoo, stir }: Scene, receipts: number): Promise<void> {
  const { shortest, longest, forReceipt } = sessionMs
  const endsAt =
    performance.now() + shortest + random() * (longest - shortest) + receipts * forReceipt
  while (performance.now() < endsAt) {
    stir()
    await sitoo.events.deliver()
    await sleep(30)
  }
}

async function oneTill(
  { sitoo, history, random, stir }: Scene,
  { till }: TillAddresses,
  isOver: () => boolean,
): Promise<void> {
  const own = simulatedTill({ crmUrl: till, token: 'none' })
  while (!isOver()) {
    for (let done = 0; done < receiptsAtOnce && !isOver(); done += 1)
      await actOnce(sitoo, own, history, random)
    stir()
    await sleep(20)
  }
}

/** Events come late, now and then in the opposite order. */
async function deliver({ sitoo, random }: Scene, isOver: () => boolean): Promise<void> {
  while (!isOver()) {
    sitoo.events.set({ reordered: random() < 0.3 })
    await sitoo.events.deliver()
    await sleep(30)
  }
}

async function calmEnd(
  { folder, port, sitoo, rule, history }: Scene,
  addresses: TillAddresses | undefined,
  mutation: SourceMutationName | undefined,
): Promise<readonly string[]> {
  sitoo.events.set({ doubled: false, reordered: false, lostEvery: 0 })
  const orders = mutation === undefined ? {} : { sourceMutation: mutation }
  const serving = start(folder, ['serve', '--json'], orders, shortWaits)
  try {
    await untilItListens(port, serving)
    if (addresses !== undefined)
      await registerAgain(simulatedTill({ crmUrl: addresses.till, token: 'none' }), history)
    await sitoo.events.deliver()
    await untilQuiet(rule)
  } finally {
    serving.process.kill('SIGTERM')
    await serving.ended
  }
  return lastRuns(folder, mutation)
}

/** What is on its way is settled by the host: a push by hand would wait for one delivery before it looks at the next. */
async function untilQuiet({ asked }: SimulatedRule): Promise<void> {
  for (let before = -1; before !== asked.length;) {
    before = asked.length
    await sleep(quietMs)
  }
}
