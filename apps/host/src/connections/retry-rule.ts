/** What the request does at the vendor. */
export type Effect = 'none' | 'repeatable' | 'once'

/** What came of one attempt. */
export type AttemptResult =
  | { readonly status: number }
  /** No answer, or not a whole one. */
  | { readonly wasSent: boolean; readonly isLasting: boolean }

const passing = new Set([408, 429])

/** The effect certainly has not happened: the vendor refused the request for its rate, or it was never sent. */
export function isUntouched(result: AttemptResult): boolean {
  return 'status' in result ? result.status === 429 : !result.wasSent
}

/** May the request be sent again? What has an effect once is repeated only where that certainly has not happened. */
export function mayRepeat(effect: Effect, result: AttemptResult): boolean {
  if (effect === 'once' && !isUntouched(result)) return false
  if (!('status' in result)) return !result.isLasting
  return passing.has(result.status) || (result.status >= 500 && result.status !== 501)
}

/** The wait before the next attempt, doubled with each, with jitter so that many do not come back together. */
export function backOffMs(firstMs: number, attempt: number, random: number): number {
  return firstMs * 2 ** (attempt - 1) * (0.5 + random / 2)
}

const longestMs = 86_400_000

/** Milliseconds of a `Retry-After` header: seconds, or a date against the answer's own `Date`, else the vendor's clock. */
export function standardRetryAfterMs(headers: Headers, vendorNow: number): number | undefined {
  const text = headers.get('retry-after')?.trim() ?? ''
  if (/^\d+(\.\d+)?$/.test(text)) return Math.min(longestMs, Number(text) * 1000)
  const until = Date.parse(text)
  if (Number.isNaN(until)) return undefined
  const date = Date.parse(headers.get('date') ?? '')
  return Math.min(longestMs, Math.max(0, until - (Number.isNaN(date) ? vendorNow : date)))
}
