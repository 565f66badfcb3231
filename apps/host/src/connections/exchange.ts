import { attempt, type AttemptOutcome, type FetchScene } from './attempt.ts'
import type { Permit } from './budget-queue.ts'
import { requestSpan } from './request-span.ts'
import { isUntouched } from './retry-rule.ts'
import { holdOf, nextStep, tooLong, type Call, type Progress, type Step } from './next-step.ts'

/**
 * Sends a request as often as it takes and may be sent.
 *
 * @throws a fault where no answer came, where a redirect leads elsewhere, and where the wait would be longer than a place
 * may be held: then `retryAfterMs` says how long.
 */
export async function exchange(scene: FetchScene, call: Call): Promise<Response> {
  let at: Progress = {
    parts: call.parts,
    attempt: 1,
    hops: 0,
    isAway: false,
    heldMs: 0,
    status: undefined,
    failure: undefined,
  }
  for (;;) {
    const permit = await turn(scene, call, at)
    const step = await permitted(permit, async () => {
      const outcome = await watched(scene, call, () =>
        requestSpan(scene, call, at, () => attempt(scene, { ...call, ...at })),
      )
      tell(scene, call, at, outcome, permit)
      return nextStep(scene, call, at, outcome)
    })
    if ('answer' in step) return step.answer
    if ('error' in step) throw step.error
    if (step.pauseMs > 0) await pause(scene, at.parts.signal, step.pauseMs)
    at = { ...step.next, heldMs: at.heldMs + permit.waitedMs + step.pauseMs }
  }
}

/** Tells the budgets what came of the attempt; one that was called off, or could not be signed, only gives its place back. */
async function permitted(permit: Permit, work: () => Promise<Step>): Promise<Step> {
  let budgets: Step['budgets'] = { verdict: 'none' }
  try {
    const step = await work()
    ;({ budgets } = step)
    return step
  } finally {
    permit.settle(budgets)
  }
}

/** Notes whether the effect may have happened: whoever has to tell certain from unknown cannot see it otherwise. */
async function watched(
  { options }: FetchScene,
  { effect }: Call,
  work: () => Promise<AttemptOutcome>,
): Promise<AttemptOutcome> {
  const { effects } = options
  if (effects === undefined || effect === 'none') return work()
  effects.acted += 1
  const outcome = await work()
  if (isUntouched('response' in outcome ? outcome.response : outcome.failure)) {
    effects.acted -= 1
    effects.refused += 1
  }
  return outcome
}

async function turn(scene: FetchScene, call: Call, at: Progress): Promise<Permit> {
  const { line, options } = scene
  const { method, url, signal } = at.parts
  const permit = await line.acquire({
    budgets: line.budgetsOf({ method, url }),
    isInteractive: options.isInteractive ?? false,
    isNested: scene.isNested,
    signal: AbortSignal.any([options.signal, signal]),
    longestMs: Math.max(0, holdOf(scene) - at.heldMs),
  })
  if ('tooLongMs' in permit) {
    if (options.effects !== undefined && call.effect !== 'none') options.effects.refused += 1
    // Who could not reach the vendor is not helped by hearing of a limit.
    throw at.failure ?? tooLong(scene, call, at.status, permit.tooLongMs)
  }
  if (options.tally) {
    options.tally.requests += 1
    if (at.attempt > 1) options.tally.retried += 1
  }
  return permit
}

function pause({ line, options }: FetchScene, caller: AbortSignal, ms: number): Promise<void> {
  const signal = AbortSignal.any([options.signal, caller])
  return new Promise((resolve, reject) => {
    const callOff = line.settings.timer.later(ms, () => {
      signal.removeEventListener('abort', stop)
      resolve()
    })
    const stop = () => {
      callOff()
      reject(signal.reason as Error)
    }
    if (signal.aborted) stop()
    else signal.addEventListener('abort', stop, { once: true })
  })
}

/** Tells the log and the metrics about an attempt. */
function tell(
  { line, options }: FetchScene,
  call: Call,
  at: Progress,
  outcome: AttemptOutcome,
  permit: Permit,
): void {
  const event = {
    method: call.parts.method,
    route: call.route,
    ...('response' in outcome && { status: outcome.response.status }),
    attempt: at.attempt,
    durationMs: Math.round(outcome.durationMs),
    waitedMs: Math.round(permit.waitedMs),
  }
  const connection = line.connection.id
  options.onRequest?.({ connection, ...event })
  options.log?.({ level: 'debug', connection, message: 'request', fields: event })
}
