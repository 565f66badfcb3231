import { fault, type Fault } from '@cartograph/core'
import { attempt, type AttemptOutcome, type FetchScene } from './attempt.ts'
import type { Permit } from './budget-queue.ts'
import { followed, redirects, withoutCredentials } from './egress.ts'
import { networkFault } from './network-failure.ts'
import type { RequestParts } from './request-parts.ts'
import { backOffMs, mayRepeat, standardRetryAfterMs, type Effect } from './retry-rule.ts'

/** A request that a connector makes, however many attempts and redirects it takes. */
export interface Call {
  readonly parts: RequestParts
  readonly effect: Effect
  readonly timeoutMs: number
  readonly route: string
  /** Error statuses that are ordinary answers. */
  readonly expect: readonly number[]
}

/** Where a call stands between two attempts. */
interface Progress {
  readonly parts: RequestParts
  readonly attempt: number
  readonly hops: number
  readonly isAway: boolean
  /** How long it waited so far, for budgets and between attempts. */
  readonly heldMs: number
  /** The status of the attempt before, where one came. */
  readonly status: number | undefined
}

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
  }
  for (;;) {
    const permit = await turn(scene, call, at)
    const outcome = await permitted(permit, () => attempt(scene, { ...call, ...at }))
    const step = await judge(scene, call, at, outcome)
    tell(scene, call, at, outcome, permit)
    permit.settle(step.budgets)
    if ('answer' in step) return step.answer
    if ('error' in step) throw step.error
    if (step.pauseMs > 0) await pause(scene, at.parts.signal, step.pauseMs)
    at = { ...step.next, heldMs: at.heldMs + permit.waitedMs + step.pauseMs }
  }
}

/** A call that was called off, or could not be signed, gives its place back. */
async function permitted<Result>(permit: Permit, work: () => Promise<Result>): Promise<Result> {
  try {
    return await work()
  } catch (error) {
    permit.settle({ verdict: 'none' })
    throw error
  }
}

async function turn(scene: FetchScene, call: Call, at: Progress): Promise<Permit> {
  const { line, options } = scene
  const { method, url, signal } = at.parts
  const permit = await line.acquire({
    budgets: line.budgetsOf({ method, url }),
    isInteractive: options.isInteractive ?? false,
    signal: AbortSignal.any([options.signal, signal]),
    longestMs: Math.max(0, line.settings.holdMs - at.heldMs),
  })
  if ('tooLongMs' in permit) throw tooLong(scene, call, at, permit.tooLongMs)
  if (options.tally) {
    options.tally.requests += 1
    if (at.attempt > 1) options.tally.retried += 1
  }
  return permit
}

function tooLong(scene: FetchScene, call: Call, at: Progress, waitMs: number): Error {
  const { name } = scene.line.connection.connector
  const retryAfterMs = Math.ceil(waitMs)
  const when = `the next request fits in ${Math.ceil(waitMs / 1000)} s`
  const { status } = at
  const isDown = status !== undefined && status !== 429
  return fault({
    kind: isDown ? 'transient' : 'rateLimit',
    message: isDown
      ? `${name} could not answer (${status}) and asks to be left alone; ${when}.`
      : `${name} takes no more requests for now; ${when}.`,
    retryAfterMs,
    request: askedOf(call, status),
  })
}

type Step = { readonly budgets: Parameters<Permit['settle']>[0] } & (
  | { readonly answer: Response }
  | { readonly error: Error }
  | { readonly next: Omit<Progress, 'heldMs'>; readonly pauseMs: number }
)

async function judge(
  scene: FetchScene,
  call: Call,
  at: Progress,
  outcome: AttemptOutcome,
): Promise<Step> {
  return 'response' in outcome
    ? judgeAnswer(scene, call, at, outcome.response)
    : judgeFailure(scene, call, at, outcome)
}

async function judgeAnswer(
  scene: FetchScene,
  call: Call,
  at: Progress,
  response: Response,
): Promise<Step> {
  const { status, headers } = response
  if (status < 400) {
    const location = redirects.has(status) ? headers.get('location') : null
    return location === null
      ? { answer: response, budgets: { verdict: 'good' } }
      : redirect(scene, call, at, location)
  }
  if (call.expect.includes(status)) return { answer: response, budgets: { verdict: 'good' } }
  const askedMs = await askedToWaitMs(scene, response)
  const waitMs = askedMs ?? nextBackOff(scene, at)
  const isLimited = status === 429 || askedMs !== undefined
  const budgets = {
    verdict: isLimited ? 'limited' : status === 503 ? 'overloaded' : 'failed',
    ...(isLimited && { blockMs: waitMs }),
  } as const
  if (!canRepeat(scene, call, at, { status })) return { answer: response, budgets }
  const { holdMs } = scene.line.settings
  // Only a wait that the vendor asked for is worth a fault; else its own answer says more.
  if (!isLimited && at.heldMs + waitMs > holdMs) return { answer: response, budgets }
  const next = { ...at, attempt: at.attempt + 1, status }
  return { budgets, next, pauseMs: isLimited ? 0 : waitMs }
}

function judgeFailure(
  scene: FetchScene,
  call: Call,
  at: Progress,
  { failure }: Extract<AttemptOutcome, { failure: unknown }>,
): Step {
  const budgets = { verdict: failure.isTimeout ? 'overloaded' : 'failed' } as const
  const { host } = new URL(at.parts.url)
  const pauseMs = nextBackOff(scene, at)
  const isOver = at.heldMs + pauseMs > scene.line.settings.holdMs
  if (isOver || !canRepeat(scene, call, at, failure))
    return { budgets, error: networkFault(failure, host, askedOf(call, undefined)) }
  return { budgets, pauseMs, next: { ...at, attempt: at.attempt + 1, status: undefined } }
}

function redirect(scene: FetchScene, call: Call, at: Progress, location: string): Step {
  const from = new URL(at.parts.url)
  const { method } = at.parts
  const budgets = { verdict: 'good' } as const
  try {
    const to = followed(
      scene.egress,
      { from, location, method, hops: at.hops },
      askedOf(call, undefined),
    )
    const isAway = at.isAway || to.host !== from.host
    const headers = isAway
      ? withoutCredentials(at.parts.headers, scene.line.redact)
      : at.parts.headers
    const parts = { ...at.parts, url: to.href, headers }
    return { budgets, pauseMs: 0, next: { ...at, parts, isAway, hops: at.hops + 1 } }
  } catch (error) {
    return { budgets, error: error as Error }
  }
}

function canRepeat(
  { line }: FetchScene,
  call: Call,
  at: Progress,
  result: Parameters<typeof mayRepeat>[1],
): boolean {
  return at.attempt < line.settings.attempts && mayRepeat(call.effect, result)
}

function nextBackOff({ line }: FetchScene, at: Progress): number {
  return backOffMs(line.settings.backOffMs, at.attempt, line.settings.random())
}

/** How long the vendor asks us to wait: in its own way, else by the standard header. */
async function askedToWaitMs(
  { line, context }: FetchScene,
  response: Response,
): Promise<number | undefined> {
  const now = context().now()
  const own = await line.connection.connector.retryAfter?.(response.clone(), now)
  return own ?? standardRetryAfterMs(response.headers, now)
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

function askedOf(call: Call, status: number | undefined): NonNullable<Fault['request']> {
  return {
    method: call.parts.method,
    route: call.route,
    ...(status !== undefined && { status }),
  }
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
    route: line.redact(call.route),
    ...('response' in outcome && { status: outcome.response.status }),
    attempt: at.attempt,
    durationMs: Math.round(outcome.durationMs),
    waitedMs: Math.round(permit.waitedMs),
  }
  const connection = line.connection.id
  options.onRequest?.({ connection, ...event })
  options.log?.({ level: 'debug', connection, message: 'request', fields: event })
}
