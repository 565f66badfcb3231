import { roundOnce, type Exact } from '../currency/rate-table.ts'

/** How much more it is than what it is compared with, as a share of that; `new` where that was nothing. */
export type Delta = string

export function deltaOf(value: Exact | undefined, compared: Exact | undefined): Delta | undefined {
  if (value === undefined || compared === undefined) return undefined
  if (compared.isZero()) return value.isZero() ? '0' : 'new'
  const share = roundOnce(value.minus(compared).div(compared.abs()), 6)
  return share.isZero() ? '0' : share.toFixed()
}
