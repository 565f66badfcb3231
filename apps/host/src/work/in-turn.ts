import { randomUUID } from 'node:crypto'
import { fault } from '@cartograph/core'
import { sleep, type Alone } from '../queue/index.ts'
import { underLease } from './held.ts'
import type { Host } from './host.ts'

/** How long others are waited for. */
const longestWaitMs = 60_000

/** For what a host does beside its usual work: it waits until whoever is at that has ended, and keeps them from it meanwhile. */
export function inTurn(host: Pick<Host, 'store' | 'signal' | 'waits'>): Alone {
  const owner = randomUUID()
  const pauseMs = host.waits.busyMs ?? 200
  return async (name, work) => {
    const done: Awaited<ReturnType<typeof work>>[] = []
    for (let waitedMs = 0; waitedMs < longestWaitMs; waitedMs += pauseMs) {
      await underLease({ ...host, owner }, name, async ({ signal }) => {
        done.push(await work(signal))
        return undefined
      })
      if (done.length > 0) return done[0] as Awaited<ReturnType<typeof work>>
      await sleep(pauseMs, host.signal)
    }
    throw fault({
      kind: 'transient',
      message: `The ${name} goes on, and could not be waited for.`,
      hint: 'Nothing was done, and it is tried again.',
    })
  }
}
