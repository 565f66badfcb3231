import { textOr, type Json, type JsonObject } from '../json.ts'
import type { Document, Store } from '../store/store.ts'

/** What a product or variation costs now, as decimal text: its sale price, or else its regular one; empty if it has neither. */
export function priceOf({ fields }: Document): string {
  return textOr(fields['sale_price'], '') || textOr(fields['regular_price'], '')
}

/** What a product without a price of its own shows: that of its cheapest variation, or of the cheapest in its set. */
export function shownPrice(store: Store, document: Document): string {
  const own = priceOf(document)
  if (own !== '') return own
  const { variations, products } = store.documents
  const prices = partsOf(document.fields).flatMap((id) => {
    const part = variations.get(id) ?? products.get(id)
    return part === undefined || priceOf(part) === '' ? [] : [priceOf(part)]
  })
  return prices.toSorted((one, other) => Number(one) - Number(other))[0] ?? ''
}

function partsOf({ variations, grouped_products: set }: JsonObject): readonly number[] {
  const parts: readonly (Json | undefined)[] = [variations, set].flat()
  return parts.filter((part) => typeof part === 'number')
}
