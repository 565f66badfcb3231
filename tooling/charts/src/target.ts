/** A place of a chart that can be pointed at, or reached by keyboard, and what is said of it. */
export interface Target {
  readonly id: string
  /** The area that belongs to it. */
  readonly x: number
  readonly y: number
  readonly width: number
  readonly height: number
  /** What else belongs to it, as a path around a point. */
  readonly outline?: { readonly path: string; readonly x: number; readonly y: number }
  /** Where what is said of it points at. */
  readonly tip: { readonly x: number; readonly y: number }
  readonly title: string
  readonly rows: readonly TargetRow[]
}

export interface TargetRow {
  readonly name: string
  readonly value: string
  /** The place of its series, from 0. */
  readonly series?: number
  /** Whether it is of the time that is compared with. */
  readonly isCompared?: boolean
}

/** The same as one sentence, for those who hear it. */
export function targetSentence({ title, rows }: Target): string {
  return `${title}: ${rows.map(({ name, value }) => (name === '' ? value : `${name} ${value}`)).join(', ')}`
}
