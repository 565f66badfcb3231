import type { SinkItem } from '@cartograph/core'
import { mismatch } from '../mismatch.ts'
import { tryWrite, type SinkAt } from './sink-writing.ts'

/** A batch that is larger shows nothing more. */
const mostItems = 1_000

/** Writes as many items at once as the sink declares. */
export async function takesFullBatch(at: SinkAt): Promise<string | undefined> {
  const { maxItems, maxBytes } = at.sink.batch
  const items = fittingItems(at.items(Math.min(maxItems, mostItems)), maxBytes)
  if (items.length < 2) return 'its batches hold one item'
  const { outcomes = [], fault } = await tryWrite(at, items)
  const poor = outcomes.find(({ status }) => status !== 'ok' && status !== 'pending')
  if (outcomes.length === items.length && poor === undefined) return undefined
  throw mismatch({
    expected: `${at.name} to take ${items.length} items at once, as \`batch\` declares`,
    happened:
      fault?.message ??
      (poor === undefined ? `there were ${outcomes.length} outcomes.` : JSON.stringify(poor)),
    mend: 'Declare as `maxItems` and `maxBytes` what the vendor takes in one request, or make several requests of a batch.',
  })
}

/** As many of the items as a batch of so many bytes holds. */
function fittingItems(items: readonly SinkItem[], maxBytes: number): readonly SinkItem[] {
  let bytes = 0
  const end = items.findIndex((each) => {
    bytes += Buffer.byteLength(JSON.stringify(each.op === 'write' ? each.item : null)) + 1
    return bytes > maxBytes
  })
  return end === -1 ? items : items.slice(0, end)
}
