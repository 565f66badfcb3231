import type { Cell } from '../cell.ts'

/** What the thread that reads a workbook is asked for; `sheet`: by name, or by number from 1. */
export interface XlsRequest {
  readonly bytes: Uint8Array
  readonly sheet: string | number
}

/** Rows, as many times as there are some; then once the names of the sheets. */
export type XlsAnswer =
  | { readonly rows: readonly { readonly at: number; readonly cells: readonly Cell[] }[] }
  | { readonly sheets: readonly string[] }
