import { currencyExponent } from '@cartograph/core'
import type { Alert } from '../../config/index.ts'
import { Exact } from '../currency/rate-table.ts'

/** What an alert is judged by: the metric and what it was in the period before, in minor units where it is money. */
export interface Seen {
  readonly value: string | undefined
  readonly before: string | undefined
}

export interface Firing {
  readonly isFiring: boolean
  readonly toldAt: number | undefined
}

export interface JudgedAlert extends Firing {
  /** Whether it is to be told now. */
  readonly tells: boolean
  /** The metric; of a change, the change as a share. */
  readonly measured: string | undefined
}

/**
 * Whether an alert fires.
 *
 * One that fires is over when the metric is back across the limit by the hysteresis, so that one which stays around the limit is told of
 * once. After it was told it is quiet for a while, also where it was over in between.
 */
export function judgeAlert(
  {
    condition,
    limit: declared,
    hysteresis,
    quietMs,
  }: Pick<Alert, 'condition' | 'limit' | 'hysteresis' | 'quietMs'>,
  seen: Seen,
  before: Firing,
  { now, minorDigits = 0 }: { readonly now: number; readonly minorDigits?: number },
): JudgedAlert {
  const isChange = condition === 'rises' || condition === 'falls'
  const measured = isChange
    ? changeIn(seen)
    : seen.value === undefined
      ? undefined
      : new Exact(seen.value)
  // Where nothing is known nothing has changed.
  if (measured === undefined) return { ...before, tells: false, measured: undefined }
  const limit = isChange
    ? new Exact(declared)
    : new Exact(declared).times(new Exact(10).pow(minorDigits))
  const sign = condition === 'above' || condition === 'rises' ? 1 : -1
  // Everything as if it were `above`: so far beyond the limit.
  const beyond = measured.minus(condition === 'falls' ? limit.negated() : limit).times(sign)
  const margin = limit.abs().times(hysteresis)
  const isFiring = before.isFiring ? beyond.greaterThan(margin.negated()) : beyond.greaterThan(0)
  const isQuiet = before.toldAt !== undefined && now - before.toldAt < quietMs
  const tells = isFiring && !before.isFiring && !isQuiet
  return {
    isFiring: before.isFiring ? isFiring : isFiring && !isQuiet,
    toldAt: tells ? now : before.toldAt,
    tells,
    measured: measured.toFixed(),
  }
}

function changeIn({ value, before }: Seen): Exact | undefined {
  if (value === undefined || before === undefined) return undefined
  const compared = new Exact(before)
  return compared.isZero() ? undefined : new Exact(value).minus(compared).div(compared.abs())
}

/** How many digits of a metric are minor units. */
export function minorDigitsOf(type: string, currency: string): number {
  return type === 'money' ? (currencyExponent(currency) ?? 2) : 0
}
