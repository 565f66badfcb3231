import type { Change } from '@cartograph/core'
import type { TextEncoding } from './encodings.ts'
import type { Row } from './rows.ts'
import type { Records } from './split-records.ts'

/** Records in the bytes that hold them. */
export interface RecordBytes {
  readonly bytes: Buffer
  readonly records: Records
  readonly encoding: TextEncoding
}

/** What records turned out to be. */
export interface Interpreted {
  readonly changes: readonly Change<Row>[]
  /** Reading ends before the record of this index, with this error. */
  readonly stop?: { readonly before: number; readonly error: Error }
}

export type Interpret = (found: RecordBytes) => Interpreted

/** The bytes of one record. */
export function recordBytes({ bytes, records, encoding }: RecordBytes, index: number): Buffer {
  const { unitBytes } = encoding
  return bytes.subarray(
    (records.starts[index] ?? 0) * unitBytes,
    (records.ends[index] ?? 0) * unitBytes,
  )
}

export function invalidBytes({ name }: TextEncoding): { problem: string; hint: string } {
  return {
    problem: `the line holds bytes that are no ${name} text`,
    hint: 'Set `encoding` of the source to what the file is written in; windows-1252 is common.',
  }
}
