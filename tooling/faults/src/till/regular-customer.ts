import { setTimeout as sleep } from 'node:timers/promises'
import type { SimulatedRule } from '@cartograph/simulators/rule'
import {
  simulatedTill,
  type SimulatedSitoo,
  type SimulatedTill,
} from '@cartograph/simulators/sitoo'
import { start } from '../command.ts'
import { pickWith } from '../deed.ts'
import type { SourceMutationName } from '../source-mutations.ts'
import { untilItListens } from '../stripe/listening.ts'
import type { Regular } from './arrivals.ts'
import { ask, sell, type TillHistory } from './busy-tills.ts'
import { lastRuns } from './last-runs.ts'
import { ruleMishaps } from './weather.ts'
import { longerWaits } from './workspace.ts'

export interface RegularScene {
  readonly sitoo: SimulatedSitoo
  readonly rule: SimulatedRule
  readonly history: TillHistory
  readonly random: () => number
  readonly folder: string
  readonly port: number
  readonly mutation: SourceMutationName | undefined
  /** Where tills search and register. */
  readonly till: string
}

const sales = 14
/** How often a request to Rule meets something. */
const mishapShare = 0.7
const lookMs = 20
const longestLookMs = 20_000
const person = { name: 'Regular', email: 'regular@shop.example', phone: '+46701999999' }

/**
 * One customer buys again and again, each time after the till has shown the purchase before: so it is known in which order the host got
 * to know the sales. Requests to Rule fail meanwhile, and the host is killed in between. What was there before is read and delivered
 * first: until then it may be overtaken by what happens now.
 */
export async function regularCustomer(scene: RegularScene): Promise<Regular> {
  const { sitoo, rule, history, random } = scene
  const pick = pickWith(random)
  const till = simulatedTill({ crmUrl: scene.till, token: 'none' })
  sitoo.events.set({ reordered: false, lostEvery: 0 })
  const orderids: string[] = []
  await lastRuns(scene.folder, scene.mutation)
  let serving = await serve(scene)
  try {
    const contact = await registered(till, history)
    for (let sale = 1; sale <= sales; sale += 1) {
      if (random() < mishapShare) rule.next(pick.from(ruleMishaps))
      const { email, phone } = person
      const sold = sell(sitoo, history, { email, phone }, pick.below(400), 'sales to a regular')
      orderids.push(`till:${sold}`)
      await untilItShows({ sitoo, till, contact }, `till:${sold}`)
      if (sale !== sales / 2) continue
      serving.process.kill('SIGKILL')
      await serving.ended
      serving = await serve(scene)
    }
  } finally {
    serving.process.kill('SIGKILL')
    await serving.ended
  }
  return { email: person.email, orderids }
}

async function serve({ folder, port, mutation }: RegularScene): Promise<ReturnType<typeof start>> {
  const orders = mutation === undefined ? {} : { sourceMutation: mutation }
  const serving = start(folder, ['serve', '--json'], orders, longerWaits)
  await untilItListens(port, serving)
  return serving
}

async function registered(till: SimulatedTill, history: TillHistory): Promise<string> {
  for (;;) {
    const contact = await ask(till, history, person)
    if (contact !== undefined) return contact
  }
}

async function untilItShows(
  {
    sitoo,
    till,
    contact,
  }: { readonly sitoo: SimulatedSitoo; readonly till: SimulatedTill; readonly contact: string },
  orderid: string,
): Promise<void> {
  const endsAt = performance.now() + longestLookMs
  while (performance.now() < endsAt) {
    await sitoo.events.deliver()
    const { body } = await till.purchases(contact)
    if (JSON.stringify(body).includes(`"${orderid}"`)) return
    await sleep(lookMs)
  }
  throw new Error(`The till does not show ${orderid}, which was sold.`)
}
