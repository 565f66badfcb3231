import type { Parcel } from '../peer.ts'
import type { Path, Result, RowNote } from '../protocol.ts'
import { bodyOf, requestData, responseData } from '../web-data.ts'
import { noteOf } from './facts.ts'
import { memberAt } from './members.ts'
import { unkeptIn } from './unkept.ts'

/** What a function of the connector gave, for the host. */
export async function resultOf(path: Path, parts: unknown, value: unknown): Promise<Parcel> {
  if (value instanceof Uint8Array)
    return { value: { kind: 'bytes' } satisfies Result, bytes: value }
  if (value instanceof Request) {
    const request = requestData(value)
    return { value: { kind: 'request', request }, bytes: await bodyOf(value) }
  }
  if (value instanceof Response) {
    const response = responseData(value)
    return { value: { kind: 'response', response }, bytes: await bodyOf(value) }
  }
  const withRows = await rowsOf(path, parts, value)
  return withRows ?? { value: { kind: 'value', value: kept(value) } satisfies Result }
}

/** @throws where JSON would change the value in silence. */
export function kept<Value>(value: Value): Value {
  const unkept = unkeptIn(value)
  if (unkept !== undefined) throw new Error(`it gave what cannot be handed over: ${unkept}.`)
  return value
}

/** A page, answers or entries, with what the host will ask about each row. */
async function rowsOf(path: Path, parts: unknown, value: unknown): Promise<Parcel | undefined> {
  const [kind, name] = path
  switch (kind === 'streams' ? [kind, ...path.slice(2)].join('.') : path.join('.')) {
    case 'streams.get.read':
      return Array.isArray(value)
        ? rowsResult(
            value,
            (row) => noteOfRow(parts, name, row),
            (rows) => rows,
          )
        : undefined
    case 'streams.list.read':
    case 'feed.read': {
      if (!isRecord(value) || !Array.isArray(value['items'])) return undefined
      const note = (item: unknown) => noteOfItem(parts, kind === 'feed' ? undefined : name, item)
      return rowsResult(value['items'], note, (items) => ({ ...value, items }))
    }
    case 'webhook.parse': {
      if (!isRecord(value) || !Array.isArray(value['entries'])) return undefined
      const { entries, respond, ...rest } = value
      const note = (item: unknown) => noteOfItem(parts, undefined, item)
      const around = (items: readonly unknown[]) => ({ ...rest, entries: items })
      const parcel = rowsResult(entries as unknown[], note, around)
      if (!(respond instanceof Response)) return parcel
      const response = responseData(respond)
      return { value: { ...(parcel.value as object), response }, bytes: await bodyOf(respond) }
    }
    default:
      return undefined
  }
}

/** A row that JSON cannot hold stays here: the host refuses it by what its note says. */
function rowsResult(
  items: readonly unknown[],
  noteFor: (item: unknown) => RowNote,
  around: (items: readonly unknown[]) => unknown,
): Parcel {
  const rows = items.map(noteFor)
  const held = items.map((item, index) => {
    const note = rows[index] ?? null
    if (note === null) return kept(item)
    return 'unkept' in note ? withoutRow(item) : item
  })
  // Rows are looked at once, for their notes.
  kept(around([]))
  return { value: { kind: 'rows', value: around(held), rows } }
}

function noteOfItem(parts: unknown, stream: string | undefined, item: unknown): RowNote {
  if (!isRecord(item) || item['op'] !== 'upsert') return null
  return noteOfRow(parts, stream ?? String(item['stream']), item['row'])
}

function noteOfRow(parts: unknown, stream: string | undefined, row: unknown): RowNote {
  if (!isRecord(row) || '$fault' in row || stream === undefined) return null
  return noteOf(memberAt(parts, ['streams', stream])[1], row)
}

function withoutRow(item: unknown): unknown {
  return isRecord(item) && 'op' in item ? { ...item, row: {} } : {}
}

function isRecord(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null && !Array.isArray(value)
}
