/** What staff said about two members; it is stronger than any rule, and `apart` is stronger than `together`. */
export interface Decision {
  /** The lesser id of the two, so that a pair is said once. */
  readonly left: string
  readonly right: string
  readonly says: 'together' | 'apart'
  /** Epoch milliseconds. */
  readonly at: number
  /** Who said it, as the one who asked called themselves. */
  readonly by: string
}

/** The pair of a decision in its one order. */
export function pairOf(
  one: string,
  other: string,
): { readonly left: string; readonly right: string } {
  return one < other ? { left: one, right: other } : { left: other, right: one }
}

export function pairText({ left, right }: Pick<Decision, 'left' | 'right'>): string {
  return JSON.stringify([left, right])
}
