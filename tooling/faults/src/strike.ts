import type { ChildProcess } from 'node:child_process'
import type { FaultOrders } from './preload.ts'

/** A random moment of a run at which it is killed. */
export type Strike =
  /** So many milliseconds after the shop has answered so many more requests. */
  | { readonly after: 'requests'; readonly count: number; readonly delayMs: number }
  /** After so many statements of transactions that write records. */
  | { readonly after: 'statements'; readonly count: number }

/**
 * Draws where the next kill falls: while the shop is asked, or in the middle of a transaction.
 *
 * @param share of those that fall while the shop is asked.
 */
export function drawStrike(random: () => number, share = 0.5): Strike {
  if (random() < share)
    return {
      after: 'requests',
      count: 1 + Math.floor(random() * 60),
      delayMs: Math.floor(random() * 60),
    }
  // A run that finds little writes little, so small numbers come oftener.
  return { after: 'statements', count: Math.floor(10 ** (1 + 2 * random())) }
}

export function strikeText(strike: Strike): string {
  return strike.after === 'requests'
    ? `${strike.delayMs} ms after request ${strike.count}`
    : `after statement ${strike.count}`
}

/** What the process itself is told: it counts its statements better than anybody outside. */
export function ordersFor(strike: Strike | undefined): FaultOrders {
  return strike?.after === 'statements'
    ? { kill: { phase: 'committing', moment: strike.count } }
    : {}
}

/** Calls back after each answered request, as the weather of every double does. */
interface Between {
  between(change: () => void): () => void
}

/** Counts the requests of a run and kills it at its moment. Gives back how to stop counting. */
export function watch(weather: Between, child: ChildProcess, strike: Strike | undefined) {
  let left = strike?.after === 'requests' ? strike.count : Number.POSITIVE_INFINITY
  let timer: NodeJS.Timeout | undefined
  const stop = weather.between(() => {
    left -= 1
    if (left === 0 && strike?.after === 'requests')
      timer = setTimeout(() => child.kill('SIGKILL'), strike.delayMs)
  })
  return () => {
    stop()
    clearTimeout(timer)
  }
}
