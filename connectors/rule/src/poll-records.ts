import { fault, type Context, type Outcome, type SinkItem } from '@cartograph/core'
import { assumedLandsWithinMs, firstLookMs } from './assumptions.ts'
import type { RecordItem } from './record-item.ts'
import { fireTags, recordTags } from './record-tags.ts'
import { groupsOf, type Settings } from './settings.ts'
import { isOverwritten, notHistorical, recordsOf } from './write-records.ts'

/**
 * Looks whether what Rule has taken shows. What does not in time was not written, and is sent again.
 *
 * @throws a `config` fault where the group is not historical.
 */
export async function pollRecords(
  context: Context<Settings>,
  ticket: string,
  items: readonly SinkItem<RecordItem>[],
): Promise<readonly Outcome[]> {
  const at = ticket.lastIndexOf('@')
  const owner = ticket.slice(0, at)
  const elapsedMs = Math.max(0, context.now() - Number(ticket.slice(at + 1)))
  const records = await recordsOf(context, owner)
  const { order: group } = groupsOf(context.config)
  // It landed, but may be written over: nothing is decided before the group is mended.
  if (isOverwritten(records.values())) throw fault(notHistorical(group))
  const { landsWithinMs = assumedLandsWithinMs } = context.config
  const outcomes: Outcome[] = []
  for (const item of items) {
    const found = records.get(String(item.key[0]))
    if (found !== undefined) {
      await fireTags(context, owner, recordTags(context.config, item).firing)
      outcomes.push({ status: 'ok', remoteId: `${owner}/${found.id}` })
    } else if (elapsedMs < landsWithinMs)
      outcomes.push({ status: 'pending', ticket, afterMs: Math.max(firstLookMs, elapsedMs) })
    else outcomes.push({ status: 'failed', fault: notWritten })
  }
  return outcomes
}

const notWritten = fault({
  kind: 'transient',
  message: 'Rule has taken an order and not written it.',
  hint: 'It is tried again by itself. Where that does not help, a field of the group may have another type than the value: see `cartograph check`.',
})
