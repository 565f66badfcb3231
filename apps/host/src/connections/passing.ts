import { faultOf, type Fault } from '@cartograph/core'
import { defaultWaits, retryWait, sleep, type Waits } from '../queue/index.ts'
import { runHoldMs } from './line.ts'

/** How often what a whole run depends on is tried. */
const mostTries = 3

/** Does it again, after a while, where it fails for a reason that passes: a whole run should not end for one bad minute. */
export async function pastPassingFaults<Result>(
  work: () => Promise<Result>,
  options: { readonly signal: AbortSignal; readonly waits: Waits | undefined },
): Promise<Result> {
  const { signal, waits = defaultWaits } = options
  for (let tries = 1; ; tries += 1) {
    try {
      return await work()
    } catch (error) {
      const found = faultOf(error)
      const waitMs = retryWait(waits, tries, found)
      if (signal.aborted || tries >= mostTries || !isPassing(found) || waitMs > runHoldMs)
        throw error
      await sleep(waitMs, signal)
    }
  }
}

function isPassing({ kind }: Fault): boolean {
  return kind === 'transient' || kind === 'rateLimit'
}
