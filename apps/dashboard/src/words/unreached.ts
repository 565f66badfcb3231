/** What is told of a host that was not reached: a text, and what helps. */
export interface Unreached {
  readonly detail: string
  readonly hint: string
}

let told: Unreached | undefined

/** What browsers say of it helps nobody, and is in no language of ours: from now on these words are. */
export function tellUnreached(words: Unreached): void {
  told = words
}

/** In the language of whoever looks; undefined: nobody looks yet. */
export function unreached(): Unreached | undefined {
  return told
}
