import { setTimeout as sleep } from 'node:timers/promises'
import type { SimulatedRule } from '@cartograph/simulators/rule'
import {
  simulatedTill,
  type SimulatedSitoo,
  type SimulatedTill,
} from '@cartograph/simulators/sitoo'
import type { start } from '../command.ts'
import { pickWith } from '../deed.ts'
import type { Regular } from './arrivals.ts'
import { ask, sell, type TillHistory } from './busy-tills.ts'
import { ruleMishaps } from './weather.ts'

export interface RegularScene {
  readonly sitoo: SimulatedSitoo
  readonly rule: SimulatedRule
  readonly history: TillHistory
  readonly random: () => number
  /** Starts a host, and waits until it listens. */
  readonly serve: () => Promise<ReturnType<typeof start>>
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
 * to know the sales. Requests to Rule fail meanwhile, and the host is killed in between.
 */
export async function regularCustomer(scene: RegularScene): Promise<Regular> {
  const { sitoo, rule, history, random, serve } = scene
  const pick = pickWith(random)
  const till = simulatedTill({ crmUrl: scene.till, token: 'none' })
  sitoo.events.set({ reordered: false, lostEvery: 0 })
  const orderids: string[] = []
  let serving = await serve()
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
      serving = await serve()
    }
  } finally {
    serving.process.kill('SIGKILL')
    await serving.ended
  }
  return { email: person.email, orderids }
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
