import type { Context } from 'hono'
import { rateLimiter } from '../rate-limit.ts'
import { problem } from '../problem.ts'

/** Of one address: a family, an office, or somebody who guesses. */
const addressRate = { burst: 30, perSecond: 0.5 }
/** Of one address for one account: whoever mistypes has enough, and nobody can lock somebody else out. */
const pairRate = { burst: 10, perSecond: 1 / 30 }
/** Of one account from everywhere. */
const accountRate = { burst: 100, perSecond: 0.1 }

/** Lets tries through, or answers that there were too many. */
export interface SignInLimits {
  /** `account`: the address of the mail that is tried; it counts whether or not there is such an account. */
  refuse(context: Context, now: number, account?: string): Response | undefined
}

export function signInLimits(): SignInLimits {
  const byAddress = rateLimiter(addressRate)
  const byPair = rateLimiter(pairRate)
  const byAccount = rateLimiter(accountRate)
  return {
    refuse: (context, now, account) => {
      const address = addressOf(context) ?? ''
      const name = account?.trim().toLowerCase()
      const seconds =
        byAddress(address, now) ??
        (name === undefined
          ? undefined
          : (byPair(`${address} ${name}`, now) ?? byAccount(name, now)))
      return seconds === undefined
        ? undefined
        : problem(429, 'Too many tries at once.', { headers: { 'retry-after': String(seconds) } })
    },
  }
}

const ownMachine: ReadonlySet<string> = new Set(['127.0.0.1', '::1', '::ffff:127.0.0.1'])

/**
 * From where a request comes. What a proxy says of it counts where the proxy is on this machine: then the last address that was added,
 * since the others were sent by whoever asks.
 */
export function addressOf(context: Context): string | undefined {
  const { incoming } = (context.env ?? {}) as {
    readonly incoming?: { readonly socket?: { readonly remoteAddress?: string } }
  }
  const remote = incoming?.socket?.remoteAddress
  if (remote === undefined || !ownMachine.has(remote)) return remote
  return context.req.header('x-forwarded-for')?.split(',').at(-1)?.trim() ?? remote
}
