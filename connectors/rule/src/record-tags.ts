import type { Context, SinkItem } from '@cartograph/core'
import { isFault } from '@cartograph/core'
import { askRule } from './client.ts'
import { isSuppressed, readSubscriber } from './identity.ts'
import type { RecordItem } from './record-item.ts'
import type { Settings } from './settings.ts'

/** Tags of a record: those that set off automations, once it shows, and those that only stand there. */
export function recordTags(
  { automation = 'none' }: Settings,
  item: SinkItem<RecordItem>,
): { readonly firing: readonly string[]; readonly later: readonly string[] } {
  const tags = item.op === 'write' ? [...new Set(item.item.tags ?? [])].toSorted() : []
  const fires = automation !== 'none' && item.cause === 'live' && item.remoteId === undefined
  return { firing: fires ? tags : [], later: fires ? [] : tags }
}

/** Tags subscribers who have the same tags by one request; no automation is set off. */
export async function tagOwners(
  context: Context<Settings>,
  all: readonly { readonly owner: string; readonly tags: readonly string[] }[],
): Promise<void> {
  for (const group of Map.groupBy(all, ({ tags }) => JSON.stringify(tags)).values()) {
    const owners = [...new Set(group.map(({ owner }) => owner))]
    await askRule(context, {
      method: 'POST',
      path: '/v3/subscribers/tags',
      body: { subscribers: owners.map((id) => ({ id: idOf(id) })), tags: group[0]?.tags },
    })
  }
}

/**
 * Tags one subscriber so that automations are set off, unless they are suppressed: it would let messages through again.
 *
 * Where nobody saw whether it was done it counts as done: an automation too few is the smaller harm.
 */
export async function fireTags(
  context: Context<Settings>,
  owner: string,
  tags: readonly string[],
): Promise<void> {
  const { automation = 'none' } = context.config
  if (tags.length === 0 || automation === 'none') return
  const shown = await readSubscriber(context, 'id', owner)
  if (shown === undefined || isSuppressed(shown)) {
    await tagOwners(context, shown === undefined ? [] : [{ owner, tags }])
    return
  }
  try {
    await askRule(context, {
      method: 'PUT',
      path: `/v3/subscribers/${encodeURIComponent(owner)}/tags`,
      route: '/v3/subscribers/{identifier}/tags',
      query: { identified_by: 'id' },
      effect: 'once',
      body: { tags, automation },
    })
  } catch (error) {
    if (!isFault(error) || error.kind !== 'transient') throw error
    context.log.warn('Nobody saw whether a tag has set off its automation; it counts as set off.')
  }
}

function idOf(text: string): number | string {
  return /^\d+$/.test(text) ? Number(text) : text
}
