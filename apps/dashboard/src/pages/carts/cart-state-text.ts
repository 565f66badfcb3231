import type { PlainKey } from '../../words/messages.ts'
import type { Say } from '../../words/say.ts'

const states = new Map<string, PlainKey>([
  ['open', 'cartState.open'],
  ['left', 'cartState.left'],
  ['waiting', 'cartState.waiting'],
  ['ordered', 'cartState.ordered'],
  ['boughtElsewhere', 'cartState.boughtElsewhere'],
  ['recovered', 'cartState.recovered'],
  ['unsubscribed', 'cartState.unsubscribed'],
  ['noConsent', 'cartState.noConsent'],
  ['noContact', 'cartState.noContact'],
  ['emptied', 'cartState.emptied'],
  ['productsGone', 'cartState.productsGone'],
  ['belowMinimum', 'cartState.belowMinimum'],
  ['coolingDown', 'cartState.coolingDown'],
  ['tooLate', 'cartState.tooLate'],
  ['lapsed', 'cartState.lapsed'],
  ['gone', 'cartState.gone'],
])

/** How a cart stands in words; a state that this page does not know yet is told as the host calls it. */
export function cartStateText(state: string, say: Say): string {
  const key = states.get(state)
  return key === undefined ? state : say(key)
}
