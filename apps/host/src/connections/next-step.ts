import { fault, type Fault } from '@cartograph/core'
import type { AttemptOutcome, FetchScene } from './attempt.ts'
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
export interface Progress {
  readonly parts: RequestParts
  readonly attempt: number
  readonly hops: number
  readonly isAway: boolean
  /** How long it waited so far, for its budgets and between attempts. */
  readonly heldMs: number
  /** The status of the attempt before, where one came. */
  readonly status: number | undefined
  /** Why no answer came to the attempt before, where none did. */
  readonly failure: Error | undefined
}

/** What follows from an attempt, and what the budgets learn of it. */
export type Step = { readonly budgets: Parameters<Permit['settle']>[0] } & (
  | { readonly answer: Response }
  | { readonly error: Error }
  | { readonly next: Omit<Progress, 'heldMs'>; readonly pauseMs: number }
)

export async function nextStep(
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
  const location = redirects.has(status) ? headers.get('location') : null
  if (location !== null) return redirect(scene, call, at, location)
  const askedMs = await askedToWaitMs(scene, response)
  if (status < 400 || call.expect.includes(status))
    return { answer: response, budgets: { verdict: 'good', blockMs: askedMs ?? 0 } }
  const waitMs = askedMs ?? nextBackOff(scene, at)
  const isLimited = status === 429 || askedMs !== undefined
  const budgets = {
    verdict: isLimited ? 'limited' : status === 503 ? 'overloaded' : 'failed',
    ...(isLimited && { blockMs: waitMs }),
  } as const
  if (!canRepeat(scene, call, at, { status })) return { answer: response, budgets }
  if (at.heldMs + waitMs > holdOf(scene))
    return askedMs === undefined
      ? { answer: response, budgets }
      : { error: tooLong(scene, call, status, waitMs), budgets }
  const next = { ...at, attempt: at.attempt + 1, status, failure: undefined }
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
  const error = networkFault(failure, host, askedOf(call, undefined))
  if (at.heldMs + pauseMs > holdOf(scene) || !canRepeat(scene, call, at, failure))
    return { budgets, error }
  const next = { ...at, attempt: at.attempt + 1, status: undefined, failure: error }
  return { budgets, pauseMs, next }
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

/** The wait is too long for a place that others could use; `status`: what the vendor answered before, if it did. */
export function tooLong(
  scene: FetchScene,
  call: Call,
  status: number | undefined,
  waitMs: number,
): Error {
  const { name } = scene.line.connection.connector
  const retryAfterMs = Math.ceil(waitMs)
  const when = `the next request fits in ${Math.ceil(waitMs / 1000)} s`
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

/** How long a call may wait altogether. */
export function holdOf({ line, options }: FetchScene): number {
  return options.holdMs ?? line.settings.holdMs
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
  const { connector } = line.connection
  if (connector.retryAfter === undefined) return standardRetryAfterMs(response.headers, now)
  const copy = response.clone()
  const own = await connector.retryAfter(copy, now)
  // Whoever throws the answer away waits until its copy is thrown away too.
  if (!copy.bodyUsed) copy.body?.cancel().catch(() => {})
  return own ?? standardRetryAfterMs(response.headers, now)
}

export function askedOf(call: Call, status: number | undefined): NonNullable<Fault['request']> {
  return {
    method: call.parts.method,
    route: call.route,
    ...(status !== undefined && { status }),
  }
}
