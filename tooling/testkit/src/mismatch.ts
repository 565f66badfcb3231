/** Why a check failed, in words for the author of the connector. */
export interface Mismatch {
  readonly expected: string
  readonly happened: string
  readonly mend: string
}

/** An error that says what a check expected, what happened, and how to mend it. */
export function mismatch(found: Mismatch): Error & { readonly mismatch: Mismatch } {
  const text = `Expected: ${found.expected}\nHappened: ${found.happened}\nMend it: ${found.mend}`
  return Object.assign(new Error(text), { mismatch: found })
}

export function mismatchIn(error: unknown): Mismatch | undefined {
  return error instanceof Error && 'mismatch' in error ? (error.mismatch as Mismatch) : undefined
}
