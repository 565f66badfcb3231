import { isFault } from '@cartograph/core'
import { simulatedShop } from '@cartograph/simulators'
import { startWooCommerce, type SimulatedWooCommerce } from '@cartograph/simulators/woocommerce'
import { randomNumbers } from '../draw.ts'
import { catalogueDeeds } from './catalogue-changes.ts'
import { drawDeed, pickWith } from '../deed.ts'
import { hangingClock } from './hanging-clock.ts'
import { orderDeeds } from './order-changes.ts'

/** A shop in which something happens after every few requests. */
export interface BusyShop {
  readonly store: SimulatedWooCommerce
  /** How often each thing happened. */
  readonly counts: ReadonlyMap<string, number>
  /** From now on nothing happens any more. */
  rest(): void
}

/** Opens a shop whose life is drawn from a seed; what happens, happens between two requests. */
export async function openBusyShop(seed: number, orders: number): Promise<BusyShop> {
  const random = randomNumbers(seed)
  const shop = simulatedShop({ seed, orders, startsAt: Date.now() })
  const clock = hangingClock(random)
  shop.advance(clock() - shop.now())
  const store = await startWooCommerce({ shop, seed })
  const pick = pickWith(random)
  const deeds = [...orderDeeds(store, pick), ...catalogueDeeds(store, pick)]
  const counts = new Map<string, number>()
  const rest = store.weather.between(() => {
    // Mostly nothing, now and then a few things at once.
    const times = random() < 0.4 ? 1 + pick.below(3) : 0
    for (let time = 0; time < times; time += 1) {
      const now = clock()
      if (now > shop.now()) shop.advance(now - shop.now())
      const deed = drawDeed(deeds, random)
      if (deed !== undefined && isDone(deed.act))
        counts.set(deed.name, (counts.get(deed.name) ?? 0) + 1)
    }
  })
  return { store, counts, rest }
}

/** Many things are impossible for the record that was drawn, such as to refund what has no value. */
function isDone(act: () => void): boolean {
  try {
    act()
    return true
  } catch (error) {
    if (isFault(error) && error.kind === 'record') return false
    throw error
  }
}
