import { faultOf, isFault, type Context, type Outcome, type SinkItem } from '@cartograph/core'
import { deleteItem } from './delete-subscribers.ts'
import { followUp, type Followed } from './follow-up.ts'
import { letBack } from './let-back.ts'
import { postSubscribers, type Posted } from './post-subscribers.ts'
import type { Settings } from './settings.ts'
import { entryOf, type Entry } from './subscriber-entry.ts'
import type { SubscriberItem } from './subscriber-item.ts'

type Write = Extract<SinkItem<SubscriberItem>, { readonly op: 'write' }>
interface Prepared {
  readonly index: number
  readonly item: SubscriberItem
  readonly entry: Entry
  readonly tags: readonly string[]
  readonly automation: string | undefined
}

/** Makes and changes subscribers: by one request for all that are tagged alike, then what v2 does not take in one. */
export async function writeSubscribers(
  context: Context<Settings>,
  items: readonly SinkItem<SubscriberItem>[],
): Promise<readonly Outcome[]> {
  const outcomes = new Map<number, Outcome>()
  const prepared = items.flatMap((item, index): readonly Prepared[] => {
    if (item.op === 'delete') return []
    const made = preparedOf(context, item, index)
    if (!('status' in made)) return [made]
    outcomes.set(index, made)
    return []
  })
  const groups = Map.groupBy(prepared, ({ tags, automation }) => JSON.stringify([tags, automation]))
  const posted = new Map<number, Posted>()
  for (const group of groups.values()) {
    const [{ tags, automation } = { tags: [], automation: undefined }] = group
    const entries = group.map(({ entry }) => entry)
    const answers = await postSubscribers(context, entries, { tags, automation })
    for (const [place, { index }] of group.entries()) {
      const answer = answers[place]
      if (answer !== undefined) posted.set(index, answer)
    }
  }
  const taken = prepared.flatMap(({ index, item }): readonly Followed[] => {
    const answer = posted.get(index)
    return answer?.kind === 'taken' ? [{ item, subscriber: answer.subscriber }] : []
  })
  const letIn = new Set<number>()
  const kept = await untouchedIfLimited(async () => {
    await followUp(context, taken)
    for (const { index, item } of prepared) {
      const answer = posted.get(index)
      const isHeld = answer?.kind === 'suppressed'
      if (isHeld && (await letBack(context, item, answer.subscriber))) letIn.add(index)
    }
  })
  for (const { index } of prepared)
    outcomes.set(index, letIn.has(index) ? comingBack : outcomeOf(posted.get(index), kept))
  for (const [index, item] of items.entries())
    if (item.op === 'delete') outcomes.set(index, await deleteItem(context, item))
  return items.map((_item, index) => outcomes.get(index) ?? { status: 'unknown' })
}

/** Rule does it after it has answered, and takes what is sent after that. */
const comingBack: Outcome = {
  status: 'skipped',
  reason: 'This person has agreed again, and is let back in.',
  again: 'later',
}

function preparedOf(
  { config, now }: Context<Settings>,
  { item, cause }: Write,
  index: number,
): Prepared | Outcome {
  const { automation = 'none' } = config
  try {
    return {
      index,
      item,
      entry: entryOf(config, item, now()),
      tags: [...new Set(item.tags ?? [])].toSorted(),
      automation: cause === 'live' && automation !== 'none' ? automation : undefined,
    }
  } catch (error) {
    if (!isFault(error)) throw error
    return { status: 'failed', fault: faultOf(error) }
  }
}

function outcomeOf(posted: Posted | undefined, kept: Outcome | undefined): Outcome {
  switch (posted?.kind) {
    case 'not':
      return posted.outcome
    case 'suppressed':
      return {
        status: 'skipped',
        reason: 'Rule has this person suppressed, and takes nothing for them.',
        again: 'changed',
      }
    case 'taken': {
      if (kept !== undefined) return kept
      const { subscriber } = posted
      return { status: 'ok', ...(subscriber !== undefined && { remoteId: String(subscriber.id) }) }
    }
    case undefined:
      return { status: 'unknown' }
    default:
      return posted satisfies never
  }
}

/** Where a limit keeps the rest back the whole comes again, which is harmless. */
async function untouchedIfLimited(work: () => Promise<void>): Promise<Outcome | undefined> {
  try {
    await work()
    return undefined
  } catch (error) {
    const { kind, retryAfterMs } = faultOf(error)
    if (!isFault(error) || kind !== 'rateLimit') throw error
    return {
      status: 'untouched',
      ...(retryAfterMs !== undefined && { afterMs: retryAfterMs }),
    }
  }
}
