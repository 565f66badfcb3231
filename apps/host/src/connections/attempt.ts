import { isFault, type Context } from '@cartograph/core'
import { untraced } from '../telemetry/index.ts'
import { cutOff, networkFailure, timedOut, type NetworkFailure } from './network-failure.ts'
import { checkHost, type Egress } from './egress.ts'
import type { Line } from './line.ts'
import { notedRequest } from './noted-request.ts'
import type { ContextOptions } from './options.ts'
import { putTogether, type RequestParts } from './request-parts.ts'
import type { Effect } from './retry-rule.ts'
import { isCutOff, wholeAnswer } from './whole-answer.ts'

/** What requests of one context are made with. */
export interface FetchScene {
  readonly line: Line
  readonly egress: Egress
  readonly context: () => Context<unknown>
  /** The same context for a signature, whose own requests must not wait for the place that the signed one holds. */
  readonly signingContext: () => Context<unknown>
  readonly isNested: boolean
  readonly options: ContextOptions
}

export interface Attempt {
  readonly parts: RequestParts
  readonly timeoutMs: number
  readonly route: string
  /** Another host than the one that was asked for: it is sent nothing secret. */
  readonly isAway: boolean
  readonly effect: Effect
  /** Counted from 1. */
  readonly attempt: number
}

export type AttemptOutcome =
  | { readonly response: Response; readonly durationMs: number }
  | { readonly failure: NetworkFailure; readonly durationMs: number }

/**
 * Signs and sends one request and reads the answer to its end, within the time-out.
 *
 * Rejects only where the run or the caller called it off, and where signing fails.
 */
export async function attempt(scene: FetchScene, asked: Attempt): Promise<AttemptOutcome> {
  const { line, options } = scene
  const { timer, systemClock, wholeBytes } = line.settings
  const { parts, timeoutMs, isAway } = asked
  const request = await signedRequest(scene, asked)
  if (options.noteRequest !== undefined && isWorthNoting(scene, asked))
    options.noteRequest(await notedRequest(request))
  const timeout = new AbortController()
  const signal = AbortSignal.any([options.signal, parts.signal, timeout.signal])
  // Called off at the end: an answer too long to be held is read for as long as it takes.
  const callOff = timer.later(timeoutMs, () => timeout.abort())
  const beganAt = timer.now()
  const sentAt = systemClock()
  try {
    const answer = await untraced(() => line.transport(request, { signal }))
    // Another host has another clock.
    if (!isAway) line.clock.learn({ headers: answer.headers, sentAt, receivedAt: systemClock() })
    const response = await wholeAnswer(answer, wholeBytes)
    return { response, durationMs: timer.now() - beganAt }
  } catch (error) {
    options.signal.throwIfAborted()
    parts.signal.throwIfAborted()
    // A replay says what it misses.
    if (isFault(error)) throw error
    return {
      failure: failureOf(error, timeout.signal, timeoutMs),
      durationMs: timer.now() - beganAt,
    }
  } finally {
    callOff()
  }
}

/** A repetition says nothing new, and a signature's own requests are none of the connector's. */
function isWorthNoting({ isNested }: FetchScene, { effect, attempt: number }: Attempt): boolean {
  return effect !== 'none' && number === 1 && !isNested
}

/** A request as it goes over the wire. */
export async function signedRequest(
  scene: FetchScene,
  { parts, isAway, route }: Pick<Attempt, 'parts' | 'isAway' | 'route'>,
): Promise<Request> {
  const { connector } = scene.line.connection
  const request = putTogether(parts)
  if (isAway || connector.sign === undefined) return request
  const result = await connector.sign(request, scene.signingContext())
  checkHost(scene.egress, new URL(result.url), { method: parts.method, route })
  // A signature may put the request together anew, and forget that redirects are ours to follow.
  return result.redirect === 'manual' ? result : new Request(result, { redirect: 'manual' })
}

function failureOf(error: unknown, timeout: AbortSignal, timeoutMs: number): NetworkFailure {
  if (timeout.aborted) return timedOut(timeoutMs, error)
  return isCutOff(error) ? cutOff(error) : networkFailure(error)
}
