import { fault } from '@cartograph/core'
import type { Parcel } from './peer.ts'
import { resultShape, type Facts, type RowsResult } from './protocol.ts'
import { requestOf, responseOf } from './web-data.ts'

export interface Noting {
  /** Where what was said of a row is kept until somebody asks. */
  readonly facts: WeakMap<object, Facts>
  readonly connection: string
  readonly stream?: string | undefined
}

/** What a call gave, as a connector in the host's own process would have given it. */
export function unpacked({ value, bytes }: Parcel, noting: Noting): unknown {
  const result = resultShape.parse(value)
  if (result.kind === 'request') return requestOf(result.request, bytes)
  if (result.kind === 'response') return responseOf(result.response, new Uint8Array(bytes ?? []))
  if (result.kind === 'bytes') return bytes ?? new Uint8Array(0)
  if (result.kind === 'rows') return withNotes(result, bytes, noting)
  return result.kind === 'value' ? result.value : undefined
}

function withNotes(
  { value, rows, response }: RowsResult,
  bytes: Uint8Array | undefined,
  noting: Noting,
): unknown {
  const noted = (items: unknown) =>
    Array.isArray(items) ? items.map((item, index) => itemWith(item, rows[index], noting)) : items
  if (!isRecord(value)) return noted(value)
  const list = 'entries' in value ? 'entries' : 'items'
  return {
    ...value,
    [list]: noted(value[list]),
    ...(response !== undefined && { respond: responseOf(response, new Uint8Array(bytes ?? [])) }),
  }
}

/** Notes what is known of the item's row; a row that JSON could not hold is refused. */
function itemWith(item: unknown, note: unknown, noting: Noting): unknown {
  if (!isRecord(note) || !isRecord(item)) return item
  const isChange = item['op'] === 'upsert'
  const { facts, unkept } = note
  if (isRecord(facts)) {
    const row = isChange ? item['row'] : item
    if (isRecord(row)) noting.facts.set(row, facts)
    return item
  }
  const refused = fault({
    kind: 'contract',
    scope: 'record',
    message: `The connector gave a row that cannot be kept: ${String(unkept)}.`,
    hint: 'Tell the author of the connector. The other rows are kept.',
  })
  if (!isChange) return refused
  const { row: _row, ...rest } = item
  const stream = noting.stream ?? String(item['stream'])
  return { ...rest, op: 'reject', at: `${noting.connection}.${stream}`, fault: refused }
}

function isRecord(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null && !Array.isArray(value)
}
