import type { Json } from '@cartograph/core'
import type { Cell } from './cell.ts'

/** A row of a document as it stands there; `at`: its number, as the document's reader would count it, from 1. */
export type FoundRow =
  | { readonly at: number; readonly cells: readonly Cell[] }
  | { readonly at: number; readonly fields: Readonly<Record<string, Json>> }
  | { readonly at: number; readonly broken: string; readonly hint: string }

/** The rows of a whole document, some at a time; what stands before a fault is given before it is thrown. */
export type FoundRows = AsyncGenerator<readonly FoundRow[], void>
