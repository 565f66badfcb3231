import { instantOfLocal } from './local-time.ts'

/**
 * How long an answer asks to wait, in milliseconds.
 *
 * Rule tells the instant from which on it may be asked, by the clocks of Stockholm and without a zone, in `Retry-After` or in the
 * text of the answer; its documentation says seconds. Both are understood.
 *
 * @see https://github.com/rulecom/rule-io-sdk (read 2026-11, measured by the vendor's own client)
 */
export async function retryAfterOf(response: Response, now: number): Promise<number | undefined> {
  const header = response.headers.get('retry-after')?.trim()
  if (header !== undefined && /^\d+$/.test(header)) return Number(header) * 1000
  const said = header ?? (response.status === 429 ? textAt(await response.text()) : undefined)
  const until = said === undefined ? undefined : instantOfLocal(said)
  if (until === undefined) return undefined
  const told = Date.parse(response.headers.get('date') ?? '')
  // Their clocks are compared with their clock.
  return Math.max(0, until - (Number.isNaN(told) ? now : told))
}

function textAt(text: string): string | undefined {
  return /continue at (\d{4}-\d\d-\d\d \d\d:\d\d:\d\d)/.exec(text)?.[1]
}
