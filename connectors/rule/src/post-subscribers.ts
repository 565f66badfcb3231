import { faultOf, isFault, type Context, type Outcome } from '@cartograph/core'
import * as z from 'zod'
import { askRule, type Answered } from './client.ts'
import { keyOf, shownSubscriber, type ShownSubscriber } from './identity.ts'
import { entryFault, refusedEntries } from './refused-entries.ts'
import type { Settings } from './settings.ts'
import type { Entry } from './subscriber-entry.ts'

/** What a request sets for all of its subscribers. */
export interface Together {
  readonly tags: readonly string[]
  /** An automation in the words of Rule, or none. */
  readonly automation: string | undefined
}
/** What came of one entry; the subscriber where the answer shows one. */
export type Posted =
  | { readonly kind: 'taken'; readonly subscriber: ShownSubscriber | undefined }
  | { readonly kind: 'suppressed'; readonly subscriber: ShownSubscriber | undefined }
  | { readonly kind: 'not'; readonly outcome: Outcome }

const route = '/v2/subscribers'
const told = z.looseObject({
  subscriber: shownSubscriber.nullish(),
  subscribers: z.array(shownSubscriber).optional(),
  suppressed: z.array(z.looseObject({})).catch([]).optional(),
  subscribers_suppressed: z.number().optional(),
})

/**
 * Makes or changes subscribers by one request, and by more where Rule refuses some.
 *
 * Rule refuses a list for one bad entry. Entries that it names are left out, and the others are sent again; where it names none,
 * halves find them.
 */
export async function postSubscribers(
  context: Context<Settings>,
  entries: readonly Entry[],
  together: Together,
): Promise<readonly Posted[]> {
  if (entries.length === 0) return []
  const answer = await ask(context, entries, together)
  if ('kind' in answer) return entries.map(() => answer)
  if (answer.status === 200 || answer.status === 201) {
    const isHidden = hidesSuppressed(answer)
    if (isHidden && entries.length === 1) return [{ kind: 'suppressed', subscriber: undefined }]
    // Sending again is harmless, but for automations, which would be set off twice.
    if (!isHidden || together.automation !== undefined) return postedOf(entries, answer)
    return inHalves(context, entries, together)
  }
  // Of a tag that is not there, which all of them have.
  if (answer.status === 404) return entries.map((entry) => refused(404, entry, ''))
  const named =
    answer.status === 413 ? new Map<number, string>() : refusedEntries(answer, entries.length)
  if (named.size === 0 && entries.length === 1) {
    const [entry = {}] = entries
    return [refused(answer.status, entry, '')]
  }
  if (named.size === 0) return inHalves(context, entries, together)
  const others = entries.filter((_entry, index) => !named.has(index))
  const rest = [...(await postSubscribers(context, others, together))]
  return entries.map((entry, index) => {
    const place = named.get(index)
    if (place !== undefined) return refused(answer.status, entry, place)
    return rest.shift() ?? { kind: 'not', outcome: { status: 'unknown' } }
  })
}

async function inHalves(
  context: Context<Settings>,
  entries: readonly Entry[],
  together: Together,
): Promise<readonly Posted[]> {
  const middle = Math.ceil(entries.length / 2)
  const first = await postSubscribers(context, entries.slice(0, middle), together)
  return [...first, ...(await postSubscribers(context, entries.slice(middle), together))]
}

async function ask(
  context: Context<Settings>,
  entries: readonly Entry[],
  { tags, automation }: Together,
): Promise<Answered | Posted> {
  try {
    return await askRule(context, {
      method: 'POST',
      path: route,
      expect: [400, 404, 409, 413],
      body: {
        update_on_duplicate: true,
        // Left out, Rule sets off automations where fewer than twenty are sent.
        automation: automation ?? false,
        sync_subscribers: automation !== undefined,
        ...(tags.length > 0 && { tags }),
        subscribers: entries,
      },
    })
  } catch (error) {
    const { kind, retryAfterMs } = faultOf(error)
    // Certainly not done; what was sent before must not be forgotten for it.
    if (!isFault(error) || kind !== 'rateLimit') throw error
    const afterMs = retryAfterMs === undefined ? {} : { afterMs: retryAfterMs }
    return { kind: 'not', outcome: { status: 'untouched', ...afterMs } }
  }
}

function refused(status: number, entry: Entry, place: string): Posted {
  return { kind: 'not', outcome: { status: 'failed', fault: entryFault(status, entry, place) } }
}

/** An answer shows the subscribers, the one, or only how many there were. */
function postedOf(entries: readonly Entry[], { body }: Answered): readonly Posted[] {
  const { data } = told.safeParse(body)
  const shown = data?.subscribers ?? (isThere(data?.subscriber) ? [data.subscriber] : [])
  const taken = byIdentity(shown)
  const passed = byIdentity(
    (data?.suppressed ?? []).flatMap((one) => {
      const { data: subscriber } = shownSubscriber.partial({ id: true }).safeParse(one)
      return subscriber === undefined ? [] : [subscriber]
    }),
  )
  return entries.map((entry) => {
    const find = (of: ReadonlyMap<string, object>) =>
      of.get(keyOf({ email: entry.email })) ?? of.get(entry.phone_number ?? '')
    const suppressed = find(passed)
    if (suppressed !== undefined && find(taken) === undefined)
      return { kind: 'suppressed', subscriber: shownSubscriber.safeParse(suppressed).data }
    return { kind: 'taken', subscriber: shownSubscriber.safeParse(find(taken)).data }
  })
}

/** Whether an answer only tells how many were passed over. */
function hidesSuppressed({ body }: Answered): boolean {
  const { data } = told.safeParse(body)
  return (data?.subscribers_suppressed ?? 0) > 0 && data?.subscribers === undefined
}

function byIdentity(
  shown: readonly {
    readonly email?: string | null | undefined
    readonly phone_number?: string | null | undefined
  }[],
): ReadonlyMap<string, object> {
  return new Map(
    shown.flatMap((one) =>
      [one.email?.toLowerCase(), one.phone_number].flatMap((key) =>
        isThere(key) ? [[key, one] as const] : [],
      ),
    ),
  )
}

function isThere<Value>(value: Value | null | undefined): value is Value {
  return value !== undefined && value !== null
}
