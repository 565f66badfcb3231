import * as z from 'zod'
import type { FileState } from './bytes.ts'
import { layoutSchema } from './layout.ts'

/** Where the reading of a file stands: always before the first byte of a row. */
export const positionSchema = z.object({
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

export type Position = z.infer<typeof positionSchema>

export function isSameState(a: FileState, b: FileState): boolean {
  return a.size === b.size && a.modifiedAt === b.modifiedAt
}
