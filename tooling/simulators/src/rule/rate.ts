import type { Answer } from './answer.ts'
import { stockholmText } from './local-text.ts'
import type { RuleOptions } from './options.ts'

const errorPercentLimit = 49
const watchedAnswers = 100

export interface Rate {
  /** The answer where too much was asked; counts the request otherwise. */
  refusal(version: 'v2' | 'v3'): Answer | undefined
  /** Told of every answer; gives the headers that v3 adds. */
  answered(status: number): Readonly<Record<string, string>>
}

/** A window of requests, and the block where too many answers are errors. */
export function rateOf(options: RuleOptions, now: () => number): Rate {
  const { requestsAllowed = 2_000, windowMs = 60_000, retryAfter = 'local' } = options
  let since = Number.NEGATIVE_INFINITY
  let count = 0
  let blockedUntil = 0
  let last: boolean[] = []
  const percent = () =>
    last.length === 0 ? 0 : Math.round((100 * last.filter(Boolean).length) / last.length)
  const tooMany = (version: 'v2' | 'v3', until: number): Answer => {
    if (version === 'v2') return { status: 429, body: { error: 'RateLimitError' } }
    const local = stockholmText(until)
    const seconds = String(Math.ceil((until - now()) / 1000))
    return {
      status: 429,
      headers: {
        ...(retryAfter !== 'textOnly' && {
          'Retry-After': retryAfter === 'local' ? local : seconds,
        }),
        'X-ErrorPercent-Limit': String(errorPercentLimit),
        'X-ErrorPercent-Current': String(percent()),
      },
      body: `Too Many Requests. You can continue at ${local}.`,
    }
  }
  return {
    refusal(version) {
      if (now() < blockedUntil) return tooMany(version, blockedUntil)
      if (now() - since >= windowMs) {
        since = now()
        count = 0
      }
      if (count >= requestsAllowed) return tooMany(version, since + windowMs)
      count += 1
      return undefined
    },
    answered(status) {
      last = [...last, status >= 400].slice(-watchedAnswers)
      const isFull = last.length === watchedAnswers
      if (options.blocksOnErrors === true && isFull && percent() >= errorPercentLimit) {
        blockedUntil = now() + windowMs
        last = []
      }
      return {
        'RequestsCount-Allowed': String(requestsAllowed),
        'RequestsCount-Current': String(count),
      }
    },
  }
}
