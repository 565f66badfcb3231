/** A cell of a spreadsheet: text, or what is a number, date or truth value there. */
export type Cell = string | NativeCell

export interface NativeCell {
  /** In its normal form: `12.5`, `2026-11-24`, `2026-11-24T08:15:00`, `true`. */
  readonly native: string
}

export function isNative(cell: Cell): cell is NativeCell {
  return typeof cell !== 'string'
}

export function textOf(cell: Cell): string {
  return isNative(cell) ? cell.native : cell
}
