import {
  canonicalise,
  fault,
  type Fault,
  type Json,
  type Page,
  type Schema,
} from '@cartograph/core'
import type { Clock } from '../queue/index.ts'
import { watchForEnd } from './endless-walk.ts'
import { settled } from '../connections/index.ts'
import { pageSpan } from './spans.ts'
import type { StreamScene } from './stream-run.ts'
import { unstorable } from './unstorable.ts'

/** What a walk belongs to. */
export interface Walk {
  readonly clock: Clock
  readonly signal: AbortSignal
  /** How old an answer may be when it arrives. */
  readonly staleMs: number
  /** What is walked, in messages. */
  readonly name: string
  readonly connectorName: string
  readonly stuckMs?: number | undefined
}

export function walkOf({ clock, signal, stream, place, connection, waits }: StreamScene): Walk {
  return {
    clock,
    signal,
    staleMs: stream.staleMs ?? 0,
    name: place.stream,
    connectorName: connection.connectorName,
    stuckMs: waits.stuckMs,
  }
}

/** A page, where to go on after it as text, and when it was asked for and came. */
export interface WalkedPage<Each extends Page<unknown>> {
  readonly page: Each
  readonly next: string
  readonly from: number
  readonly to: number
}

/**
 * Walks the pages of a connector one by one, up to the one that says it is the last.
 *
 * The next page is asked for only when the one before has been dealt with; who stops early stops the connector too.
 *
 * @throws a `contract` fault where the walk would never end, or gives no page for long, and a `transient` one where it
 * ends without an end.
 */
export async function* walkPages<Each extends Page<unknown>>(
  walk: Walk,
  pages: AsyncIterable<Each>,
  before: string | null,
): AsyncGenerator<WalkedPage<Each>, void, undefined> {
  const { clock, signal } = walk
  const steps = pages[Symbol.asyncIterator]()
  const watch = watchForEnd(before)
  const wait = <Value>(step: Promise<Value>) =>
    settled(step, `${walk.connectorName}: A page of ${walk.name}`, walk)
  let last = before
  let isWaiting = false
  try {
    for (;;) {
      signal.throwIfAborted()
      const from = clock.now() - walk.staleMs
      isWaiting = true
      const step = await pageSpan(walk.name, () => wait(steps.next()))
      isWaiting = false
      if (step.done === true) throw unfinished(walk)
      const next = checkedNext(walk, step.value, last)
      const endless = watch(step.value, next)
      if (endless !== undefined) throw broken(walk, endless)
      yield { page: step.value, next, from, to: clock.now() }
      if (step.value.end === true) return
      last = next
    }
  } finally {
    const left = steps.return?.()
    // A walk that is stuck in a page would not come back from its end either.
    if (isWaiting) left?.catch(() => {})
    else if (left !== undefined) await wait(left)
  }
}

/** A stored position, if it still fits; one of an older version of the connector that does not starts its slice again. */
export function storedPosition(schema: Schema<unknown>, text: string | null): Json | undefined {
  if (text === null) return undefined
  const stored = JSON.parse(text) as Json
  const result = schema['~standard'].validate(stored)
  return result instanceof Promise || result.issues !== undefined ? undefined : stored
}

/** Why a page could not be committed. */
export function uncommitted(
  { place }: StreamScene,
  status: 'leaseLost' | 'prepareAgain',
): Error & Fault {
  return fault({
    kind: 'transient',
    scope: 'part',
    message:
      status === 'leaseLost'
        ? `Another run took over the reading of ${place.stream}.`
        : `The mappings of ${place.stream} changed while a page was read.`,
  })
}

function unfinished({ name }: Walk): Error {
  return fault({
    kind: 'transient',
    message: `Reading ${name} stopped without having reached the end.`,
    hint: 'What was read is kept, and the next run goes on from there.',
  })
}

/** The position of a page as text; a walk that stands still would never end. */
function checkedNext(walk: Walk, page: Page<unknown>, before: string | null): string {
  if (!Array.isArray(page.items)) throw broken(walk, 'a page has no items.')
  if (page.next === undefined) throw broken(walk, 'a page does not say where to go on.')
  const wrong = unstorable(page.next)
  if (wrong !== undefined) throw broken(walk, `a position cannot be kept: ${wrong}.`)
  const next = canonicalise(page.next)
  if (page.items.length > 0 && next === before && page.end !== true)
    throw broken(walk, 'two pages in a row have the same position; the walk would never end.')
  return next
}

function broken({ connectorName }: Walk, message: string): Error {
  return fault({ kind: 'contract', scope: 'part', message: `${connectorName}: ${message}` })
}
