import { setTimeout as sleep } from 'node:timers/promises'
import type { Log } from '../telemetry/index.ts'

/** Of the time to stop in, what is kept for answers that are still being written. */
const closingMs = 1000

/**
 * Waits for the signal to stop, then until what is under way has ended or the time for that is over.
 *
 * Gives back how many milliseconds are left for closing.
 */
export async function stopInOrder({
  log,
  signal,
  idle,
  graceMs = 10_000,
}: {
  readonly log: Log
  readonly signal: AbortSignal
  readonly idle: () => Promise<void>
  readonly graceMs?: number | undefined
}): Promise<number> {
  await stopped(signal)
  const until = performance.now() + graceMs
  log({ level: 'info', message: 'Stopping: what is under way is ended, nothing new is begun.' })
  const isDone = await settledWithin(idle(), graceMs - closingMs)
  if (!isDone)
    log({
      level: 'warn',
      message: 'Not everything that was under way has ended; the next start takes it up.',
    })
  return Math.max(closingMs, until - performance.now())
}

/** The result of a step of the start; where it fails, what was opened before is closed, or the process would not end. */
export async function orEnd<Result>(
  step: Promise<Result>,
  end: () => Promise<void>,
): Promise<Result> {
  try {
    return await step
  } catch (error) {
    await end()
    throw error
  }
}

function stopped(signal: AbortSignal): Promise<void> {
  return new Promise((resolve) => {
    if (signal.aborted) resolve()
    signal.addEventListener('abort', () => resolve())
  })
}

async function settledWithin(work: Promise<void>, ms: number): Promise<boolean> {
  const waiting = new AbortController()
  const late = sleep(ms, false, { signal: waiting.signal }).catch(() => false)
  const isDone = await Promise.race([work.then(() => true), late])
  waiting.abort()
  return isDone
}
