import { canonicalise, isFault, makeRow, type Fault, type JsonObject } from '@cartograph/core'
import { contentHash, type MappedRow } from '../store/index.ts'
import type { SourceMapping } from './mappings.ts'

export interface MappedRows {
  readonly rows: readonly MappedRow[]
  readonly faults: readonly Fault[]
}

/** Runs a mapping over the records of one output and checks what comes out against the commerce model. */
export function mapRows(
  mapping: SourceMapping,
  connection: string,
  records: readonly JsonObject[],
): MappedRows {
  const { items, problems } = mapping.compiled.map(records)
  if (items.length === 1 && problems.length === 0) {
    const made = makeRow(mapping.entity, connection, items[0] ?? {})
    return 'fault' in made
      ? { rows: [], faults: [made.fault] }
      : { rows: [mappedRow(mapping, made)], faults: [] }
  }
  const rows: MappedRow[] = []
  const faults: Fault[] = [...problems]
  for (const item of items) {
    const made = makeRow(mapping.entity, connection, item)
    if ('fault' in made) faults.push(made.fault)
    else rows.push(mappedRow(mapping, made))
  }
  return { rows, faults }
}

function mappedRow(
  mapping: SourceMapping,
  made: { readonly id: string; readonly row: JsonObject },
): MappedRow {
  const data = canonicalise(made.row)
  return { entity: mapping.entity, id: made.id, data, hash: contentHash(data) }
}

/** A fault that something threw, if it speaks of the record; anything else goes on up. */
export function recordFault(thrown: unknown): Fault {
  if (isFault(thrown)) return thrown
  throw thrown
}
