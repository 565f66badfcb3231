import { setTimeout as sleep } from 'node:timers/promises'
import type { SimulatedSitoo, SimulatedTill } from '@cartograph/simulators/sitoo'
import { pickWith } from '../deed.ts'

export interface Person {
  readonly name: string
  readonly email: string
  readonly phone: string
}
export interface Sold {
  readonly orderid: number
  /** Of whoever can be told from the sale. */
  readonly email: string | undefined
  /** Hundredths. */
  readonly total: number
  readonly returnedBy?: number
}

/** What has happened at the tills, as they know it themselves. */
export interface TillHistory {
  /** Whom a till has registered and was told so. */
  readonly registered: Map<string, Person>
  /** Whom a till wanted to register without an answer. */
  readonly unanswered: Map<string, Person>
  readonly sales: Map<number, Sold>
  readonly counts: Map<string, number>
}

export function newHistory(): TillHistory {
  return { registered: new Map(), unanswered: new Map(), sales: new Map(), counts: new Map() }
}

/** Sells one receipt, takes one back, or registers a customer first; `till` is missing while nobody serves it. */
export async function actOnce(
  sitoo: SimulatedSitoo,
  till: SimulatedTill | undefined,
  history: TillHistory,
  random: () => number,
): Promise<void> {
  const pick = pickWith(random)
  const chance = random()
  const known = [...history.registered.values()]
  const returnable = [...history.sales.values()].filter(
    ({ returnedBy }) => returnedBy === undefined,
  )
  if (chance < 0.15 && returnable.length > 3) {
    const sold = pick.from(returnable)
    const returnedBy = sitoo.admin.giveBack(sold.orderid)
    history.sales.set(sold.orderid, { ...sold, returnedBy })
    return count(history, 'returns')
  }
  if (till !== undefined && (chance < 0.3 || known.length < 3)) await register(till, history)
  if (chance < 0.45) {
    sell(sitoo, history, {}, pick.below(400), 'sales to nobody known')
    return
  }
  if (chance < 0.6 || known.length === 0) {
    const email = `guest${pick.below(40)}@shop.example`
    sell(sitoo, history, { email }, pick.below(400), 'sales to unknown customers')
    return
  }
  const { email, phone } = pick.from(known)
  sell(sitoo, history, { email, phone }, pick.below(400), 'sales to known customers')
}

/** Until it is answered, a till asks again. */
export async function registerAgain(till: SimulatedTill, history: TillHistory): Promise<void> {
  for (const person of history.unanswered.values()) await ask(till, history, person)
}

async function register(till: SimulatedTill, history: TillHistory): Promise<void> {
  const number = history.registered.size + history.unanswered.size + 1
  await ask(till, history, {
    name: `Name${number}`,
    email: `person${number}@shop.example`,
    phone: `+46701${String(740_000 + number)}`,
  })
}

/** Asks a till to register somebody; gives the id of the contact, or nothing where the till is not answered. */
export async function ask(
  till: SimulatedTill,
  history: TillHistory,
  person: Person,
): Promise<string | undefined> {
  const { name, email, phone } = person
  history.unanswered.set(email, person)
  const { status, body } = await till.register({ namefirst: name, email, mobile: phone })
  if (status !== 200) {
    count(history, `registrations answered ${status}`)
    await sleep(20)
    return undefined
  }
  history.unanswered.delete(email)
  history.registered.set(email, person)
  count(history, 'registrations')
  return typeof body === 'string' ? body : undefined
}

/** Sells something for an amount that was drawn; gives the number of the order. */
export function sell(
  { admin }: SimulatedSitoo,
  history: TillHistory,
  who: { readonly email?: string; readonly phone?: string },
  drawn: number,
  name: string,
): number {
  const total = 1000 + drawn * 25
  const line = { sku: 'MUG', name: 'Mug', quantity: 1, total, vatPercent: 25 }
  const orderid = admin.sell({ lines: [line], ...who })
  history.sales.set(orderid, { orderid, email: who.email, total })
  count(history, name)
  return orderid
}

function count({ counts }: TillHistory, name: string): void {
  counts.set(name, (counts.get(name) ?? 0) + 1)
}
