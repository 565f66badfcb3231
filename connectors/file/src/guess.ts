/** What a column seems to hold; offered for editing, never applied by itself. */
export type GuessedType = 'text' | 'integer' | 'decimal' | 'boolean' | 'date' | 'instant'

export interface Guess {
  readonly type: GuessedType
  readonly decimalComma?: true
}

/**
 * Guesses a column's type from sample cells; empty ones say nothing.
 *
 * Whatever would lose something stays text: leading zeros, digits beyond fifteen, and columns of nothing but 0 and 1 are
 * numbers, since nobody can tell them from truth values.
 */
export function guessType(cells: readonly string[]): Guess {
  const filled = cells.filter((cell) => cell !== '')
  if (filled.length === 0) return { type: 'text' }
  for (const [guess, fits] of candidates) if (filled.every(fits)) return guess
  return { type: 'text' }
}

const candidates: readonly (readonly [Guess, (cell: string) => boolean])[] = [
  [{ type: 'integer' }, (cell) => /^-?(?:0|[1-9]\d{0,14})$/.test(cell)],
  [{ type: 'decimal' }, (cell) => /^-?(?:0|[1-9]\d{0,14})(?:\.\d+)?$/.test(cell)],
  [
    { type: 'decimal', decimalComma: true },
    (cell) => /^-?(?:0|[1-9]\d{0,14})(?:,\d+)?$/.test(cell),
  ],
  [{ type: 'boolean' }, (cell) => /^(?:true|false|yes|no)$/i.test(cell)],
  [{ type: 'date' }, (cell) => /^\d{4}-\d{2}-\d{2}$/.test(cell)],
  [
    { type: 'instant' },
    (cell) =>
      /^\d{4}-\d{2}-\d{2}[T ]\d{2}:\d{2}(?::\d{2}(?:\.\d+)?)?(?:Z|[+-]\d{2}:?\d{2})?$/.test(cell),
  ],
]
