import type { Expression } from '@cartograph/core'
import type { Settings } from '../settings.ts'

/** The shop’s own id, as its pages know it: without the connection that stands before it in the store. */
export function native(id: Expression): Expression {
  return { $join: { $slice: { $split: id, at: ':' }, from: 1 }, with: ':' }
}

/** What Raptor tells a product by, of a line or of a row of the catalogue. */
export function productIdOf(
  { productIds = 'native' }: Settings,
  at: { readonly variant: string; readonly product: string; readonly sku: string },
): Expression {
  const own = native({ $firstFilled: [at.variant, at.product] })
  return productIds === 'sku' ? { $firstFilled: [at.sku, own] } : own
}

/** What Raptor tells a person by. */
export function userIdOf(
  { userId = 'email' }: Settings,
  { email, customer }: { readonly email: Expression; readonly customer: Expression },
): Expression {
  return userId === 'email' ? email : native(customer)
}
