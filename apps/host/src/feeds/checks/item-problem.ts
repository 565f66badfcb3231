import type { Severity } from './field-rule.ts'

/** Something that is wrong with a field of one row: what was expected, and what is there. */
export interface ItemProblem {
  readonly field: string
  readonly rule:
    | 'required'
    | 'length'
    | 'url'
    | 'price'
    | 'gtin'
    | 'value'
    | 'duplicate'
    | 'mapping'
    | 'rate'
    | 'currency'
    | 'language'
    | 'category'
    | 'product'
    | 'text'
  readonly severity: Severity
  readonly expected: string
  /** As it stands in the row, cut. */
  readonly value?: string
}

const longestShown = 80

/** A value as a report shows it. */
export function shownValue(value: unknown): string {
  const text = typeof value === 'string' ? value : JSON.stringify(value)
  const characters = Array.from(text.slice(0, longestShown * 2))
  return characters.length > longestShown
    ? `${characters.slice(0, longestShown).join('')}…`
    : characters.join('')
}
