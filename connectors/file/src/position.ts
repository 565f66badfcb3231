import * as z from 'zod'
import type { FileState } from './bytes.ts'
import { layoutSchema } from './layout.ts'

/** Where the reading of a file of lines stands: always before the first byte of a row. */
const linePosition = z.object({
  /** Offset in the unpacked file, right after the last complete row that was read. */
  byte: z.number().int().nonnegative(),
  /** Number of the line that begins there, from 1. */
  line: z.number().int().positive(),
  /** SHA-256 in hex of all bytes before `byte`: by it a file that grew is told from another one. */
  digest: z.string(),
  /** The file as it was when the walk began; bytes as stored, milliseconds since the epoch. */
  size: z.number(),
  modifiedAt: z.number(),
  /** The end of that file was reached. */
  done: z.boolean(),
  /** A last row that had no line end: it was read, but its line may have been half written. */
  open: z.object({ length: z.number(), digest: z.string() }).nullable(),
  layout: layoutSchema.nullable(),
  /** Names of the columns; null before they are read. */
  header: z.array(z.string()).readonly().nullable(),
})

export type Position = z.infer<typeof linePosition>

/** Where the reading of a document stands: it is read from its beginning, and what was read before is passed over. */
const documentPosition = z.object({
  /** Rows that were read, those included that could not be. */
  rows: z.number().int().nonnegative(),
  /** SHA-256 in hex of their contents: by it a file that grew is told from another one. */
  digest: z.string(),
  /** The file as it was when the walk began; bytes as stored, milliseconds since the epoch. */
  size: z.number(),
  modifiedAt: z.number(),
  /** The end of that file was reached. */
  done: z.boolean(),
  /** Names of the columns of a spreadsheet; null before they are read, empty in other documents. */
  header: z.array(z.string()).readonly().nullable(),
})

export type DocumentPosition = z.infer<typeof documentPosition>

export const positionSchema = z.union([linePosition, documentPosition])

export type FilePosition = z.infer<typeof positionSchema>

export function isSameState(a: FileState, b: FileState): boolean {
  return a.size === b.size && a.modifiedAt === b.modifiedAt
}
