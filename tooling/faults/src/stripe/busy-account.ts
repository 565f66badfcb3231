import { simulatedShop } from '@cartograph/simulators'
import { startStripe, type SimulatedStripe } from '@cartograph/simulators/stripe'
import { randomNumbers } from '../draw.ts'
import { drawDeed, pickWith } from '../deed.ts'
import { billingDeeds } from './billing-deeds.ts'
import { moneyDeeds } from './money-deeds.ts'
import { peopleDeeds } from './people-deeds.ts'

/** An account of Stripe in which something happens whenever it is stirred. */
export interface BusyAccount {
  readonly stripe: SimulatedStripe
  /** How often each thing happened. */
  readonly counts: ReadonlyMap<string, number>
  /** How far its clock is ahead of the machine's, milliseconds. */
  aheadMs(): number
  /** Lets so much time pass at once; what happens in the shop meanwhile happens in the account. */
  leap(ms: number): void
  /** Mostly nothing happens, now and then a few things at once. */
  stir(): void
}

/** Opens an account whose life is drawn from a seed: that of a shop, and what is done in it by hand. */
export async function openBusyAccount(seed: number, orders: number): Promise<BusyAccount> {
  const random = randomNumbers(seed)
  const counts = new Map<string, number>()
  let ahead = 0
  const clock = () => Date.now() + ahead
  const shop = simulatedShop({ seed, orders, startsAt: Date.now() })
  shop.advance(clock() - shop.now())
  const stripe = await startStripe({ shop, seed, now: clock })
  const pick = pickWith(random)
  const deeds = [
    ...moneyDeeds(stripe, pick),
    ...peopleDeeds(stripe, pick),
    ...billingDeeds(stripe, pick),
  ]
  const catchUp = () => stripe.live(Math.max(0, clock() - shop.now()))
  return {
    stripe,
    counts,
    aheadMs: () => ahead,
    leap(ms) {
      ahead += ms
      catchUp()
    },
    stir() {
      if (random() > 0.4) return
      catchUp()
      for (let times = 1 + pick.below(3); times > 0; times -= 1) {
        const deed = drawDeed(deeds, random)
        if (deed !== undefined && isDone(deed.act))
          counts.set(deed.name, (counts.get(deed.name) ?? 0) + 1)
      }
    },
  }
}

/** Many things are impossible for the object that was drawn, such as to refund what was refunded; the double throws then. */
function isDone(act: () => void): boolean {
  try {
    act()
    return true
  } catch {
    return false
  }
}
