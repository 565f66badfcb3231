import {
  canonicalise,
  cleanJson,
  fault,
  faultOf,
  type Change,
  type Fault,
  type JsonObject,
  type Stream,
} from '@cartograph/core'
import {
  contentHash,
  keyText,
  type Letter,
  type MappedRow,
  type Place,
  type PreparedRecord,
} from '../store/index.ts'
import { checkRow } from './check-row.ts'
import { type DriftWatch, without } from './drift.ts'
import type { StreamMappings } from './mappings.ts'
import { mapRows, recordFault } from './rows.ts'
import { unstorable } from './unstorable.ts'
import { versionText } from './versions.ts'

export interface Preparation {
  readonly place: Place
  readonly stream: Stream<unknown>
  readonly mappings: StreamMappings
  readonly drift: DriftWatch
  readonly notes: Set<string>
  /** Leaves the secrets of the connection out of a fault: vendors quote what they were sent. */
  readonly hide?: (found: Fault) => Fault
}

/** In which interval on the engine's clock the rows were true. */
export interface Interval {
  readonly from: number
  readonly to: number
}

export interface PreparedChanges {
  readonly records: readonly PreparedRecord[]
  readonly nameless: readonly Letter[]
  readonly refresh: readonly string[]
}

/**
 * Makes a page's changes ready for its transaction: checked, cleaned, keyed, hashed and mapped.
 *
 * A record that fails is a dead letter and never a failed page. A key stands once, in byte order.
 */
export function prepareChanges(
  preparation: Preparation,
  changes: readonly Change[],
  interval: Interval,
): PreparedChanges {
  const byKey = new Map<string, PreparedRecord>()
  const nameless: Letter[] = []
  const refresh: string[] = []
  for (const change of changes) {
    if (change.op === 'refresh') {
      if (change.key !== undefined) refresh.push(keyText(change.key))
      continue
    }
    const prepared = prepareChange(preparation, change, interval)
    if ('letter' in prepared) nameless.push(prepared.letter)
    else {
      const other = byKey.get(prepared.record.key)
      byKey.set(prepared.record.key, other ? newerOf(other, prepared.record) : prepared.record)
    }
  }
  const records = [...byKey.values()]
  return { records: records.toSorted(byteOrder), nameless, refresh: refresh.toSorted() }
}

type Prepared = { readonly record: PreparedRecord } | { readonly letter: Letter }

function prepareChange(
  preparation: Preparation,
  change: Exclude<Change, { op: 'refresh' }>,
  interval: Interval,
): Prepared {
  if (change.op === 'reject') {
    const key = change.key === undefined ? '' : keyText(change.key)
    const found = hidden(preparation, faultOf(change.fault))
    return rejected(key, change.at, found, null, {}, interval)
  }
  if (change.op === 'delete')
    return {
      record: {
        ...empty(keyText(change.key), interval),
        kind: 'delete',
        version: versionText(change.version, interval.to),
      },
    }
  return prepareRow(preparation, change.row, interval)
}

function prepareRow(preparation: Preparation, row: object, interval: Interval): Prepared {
  const { stream, mappings } = preparation
  const at = `${preparation.place.connection}.${preparation.place.stream}`
  let key = ''
  let text: string | null = null
  try {
    const wrong = unstorable(row)
    if (wrong !== undefined)
      throw fault({
        kind: 'contract',
        scope: 'record',
        message: `The connector gave a row that cannot be kept: ${wrong}.`,
        hint: 'Tell the author of the connector. The other rows are kept.',
      })
    const kept = keptText(row as JsonObject)
    const { data } = kept
    text = kept.text
    if (kept.isReplaced)
      preparation.notes.add('Characters that no database can keep were replaced in some texts.')
    key = keyText(stream.key(row))
    checkRow(stream, row)
    const mapped = mapRecord(preparation, key, text, data)
    const affects = affectedBy(stream, row)
    return {
      record: {
        key,
        kind: 'upsert',
        version: versionText(stream.version?.(row), interval.to),
        from: interval.from,
        to: interval.to,
        hash: contentHash(text),
        data: text,
        ...mapped,
        affects,
      },
    }
  } catch (error) {
    const groups = key === '' ? {} : groupsOf(mappings, row as JsonObject)
    return rejected(key, at, hidden(preparation, rowFault(error)), text, groups, interval)
  }
}

/**
 * The row as it is kept, and its canonical text.
 *
 * What no database can keep is an escape in that text, so that most rows need not be looked at once more.
 */
function keptText(row: JsonObject): {
  readonly data: JsonObject
  readonly text: string
  readonly isReplaced: boolean
} {
  const text = canonicalise(row)
  if (!text.includes('\\u')) return { data: row, text, isReplaced: false }
  const { value: data, replaced } = cleanJson(row)
  return replaced === 0
    ? { data, text, isReplaced: false }
    : { data, text: canonicalise(data), isReplaced: true }
}

/** The records elsewhere that a row makes stale. */
export function affectedBy(stream: Stream<unknown>, row: object): PreparedRecord['affects'] {
  return (stream.affects?.(row) ?? []).map((other) => ({
    stream: other.stream,
    key: keyText(other.key),
  }))
}

function hidden({ hide }: Preparation, found: Fault): Fault {
  return hide === undefined ? found : hide(found)
}

/** What speaks of one record is that record's dead letter; a fault of the whole part stops the part. */
function rowFault(error: unknown): Fault {
  const found = faultOf(error)
  if (found.scope === 'part' || found.scope === 'connection') throw error
  return found
}

/** The commerce rows of a record, its groups, and a dead letter for each mapping that failed. */
export function mapRecord(
  { place, mappings, drift }: Pick<Preparation, 'place' | 'mappings' | 'drift'>,
  key: string,
  text: string,
  row: JsonObject,
): {
  readonly outputs: readonly MappedRow[]
  readonly keepOutputs: boolean
  readonly groups: Readonly<Record<string, string>>
  readonly letters: readonly Letter[]
} {
  const { stopped, omitted } = drift.inspect(row)
  const outputs: MappedRow[] = []
  const letters: Letter[] = []
  const fail = (mapping: string, found: Fault) =>
    letters.push({
      key,
      at: `${place.connection}.${place.stream}, mapping ${mapping}`,
      fault: found,
      record: text,
      item: null,
    })
  for (const mapping of mappings.single) {
    const stop = stopped.get(mapping.id)
    if (stop !== undefined) {
      fail(mapping.id, stop)
      continue
    }
    const kept = (omitted.get(mapping.id) ?? []).reduce(without, row)
    const { rows, faults } = mapRows(mapping, place.connection, [kept])
    outputs.push(...rows)
    for (const found of faults) fail(mapping.id, found)
  }
  const groups: Record<string, string> = {}
  const keepOutputs = letters.length > 0
  for (const mapping of mappings.grouped) {
    const stop = stopped.get(mapping.id)
    if (stop !== undefined) {
      // Without a group key of its own the record would be missing from a group in silence.
      throw stop
    }
    const group = mapping.compiled.groupKey?.(row)
    if (group !== undefined) groups[mapping.id] = group
  }
  return { outputs, keepOutputs, groups, letters }
}

/** The groups that a record which cannot be used belongs to, as far as it says so: they are held back. */
function groupsOf(mappings: StreamMappings, row: JsonObject): Readonly<Record<string, string>> {
  const groups: Record<string, string> = {}
  for (const mapping of mappings.grouped) {
    try {
      const group = mapping.compiled.groupKey?.(row)
      if (group !== undefined) groups[mapping.id] = group
    } catch (error) {
      recordFault(error)
    }
  }
  return groups
}

function rejected(
  key: string,
  at: string,
  found: Fault,
  record: string | null,
  groups: Readonly<Record<string, string>>,
  interval: Interval,
): Prepared {
  const letter: Letter = { key, at, fault: found, record, item: null }
  if (key === '') return { letter }
  return { record: { ...empty(key, interval), kind: 'reject', groups, letters: [letter] } }
}

function empty(key: string, interval: Interval) {
  return {
    key,
    version: null,
    from: interval.from,
    to: interval.to,
    hash: '',
    data: null,
    outputs: [],
    keepOutputs: false,
    groups: {},
    letters: [],
    affects: [],
  }
}

/** Of two rows with one key in a page the higher version stands, else the later. */
function newerOf(first: PreparedRecord, second: PreparedRecord): PreparedRecord {
  return first.version !== null && second.version !== null && first.version > second.version
    ? first
    : second
}

function byteOrder(a: PreparedRecord, b: PreparedRecord): number {
  if (a.key === b.key) return 0
  return a.key < b.key ? -1 : 1
}
