import { fault, type Fault } from '@cartograph/core'
import type { LedgerEntry } from '../../store/index.ts'
import { ownerName, ownerOf } from '../decide.ts'
import type { MappedItem } from '../items.ts'
import type { DeliveryScene } from '../scene.ts'
import type { Example } from './example-rows.ts'
import { underWay } from './send-test.ts'

const told = (message: string, hint: string) => fault({ kind: 'config', message, hint })

/** Why nothing of a delivery may be sent as a test, if it is so. */
export function unsendable({
  isFetched,
  sink,
  delivery,
}: Pick<DeliveryScene, 'sink' | 'delivery'> & { readonly isFetched: boolean }): Fault | undefined {
  const refuse = (message: string) =>
    told(
      message,
      `Run \`cartograph test-feed ${delivery.id}\` without --send: it shows what would arrive.`,
    )
  if (isFetched) return refuse('The vendor fetches what this delivery makes, and nothing is sent.')
  if (sink.replacement !== undefined)
    return refuse(
      `The sink ${delivery.sink} is replaced as a whole, so that nothing can be sent alone.`,
    )
  if (sink.mode === 'append')
    return refuse(
      `The sink ${delivery.sink} keeps everything it is sent: what a test sends would be there a second time.`,
    )
  return undefined
}

/** Why an item may not be sent as a test, though its delivery may: the next run would skip or double it. */
export function unsendableItem(
  { sink, delivery }: Pick<DeliveryScene, 'sink' | 'delivery'>,
  { from, kind, source }: Pick<Example, 'from' | 'kind' | 'source'>,
  entry: LedgerEntry | undefined,
): Fault | undefined {
  if (from === 'model')
    return told(
      'There is no row that fits, and the example belongs to nobody.',
      'Read something first (`cartograph sync`), then send it.',
    )
  const owner = ownerOf(entry)
  if (owner !== undefined && owner !== ownerName(delivery.id, { entity: kind, id: source }))
    return told(`The item belongs to ${owner}.`, 'Test with the row that owns it.')
  if (entry?.state === 'sent' || entry?.state === 'pending') return underWay
  const isThere = entry?.state === 'acked' || entry?.state === 'open'
  if (sink.onUnknown === 'repeat' || (isThere && entry.acked_hash !== null)) return undefined
  return told(
    'The sink does not have the item yet and might make two of it: one of the test, one of the next run.',
    'Name a row with --row that was delivered already, or run the delivery.',
  )
}

/** What the ledger knows of an item. */
export function deliveredBefore(
  entry: LedgerEntry | undefined,
  item: MappedItem,
): 'same' | 'other' | 'never' {
  if (entry === undefined || entry.state === 'gone' || entry.acked_hash === null) return 'never'
  return entry.acked_hash === item.hash ? 'same' : 'other'
}
