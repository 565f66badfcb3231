/** What is to be done by hand: a sentence, and below it what is to be copied as it is, where there is any. */
export interface Advice {
  readonly text: string
  readonly code?: string
}

/** Connectors write what is to be copied from the second line on. */
export function adviceIn(how: string): Advice {
  const end = how.indexOf('\n')
  if (end === -1) return { text: how }
  const code = how.slice(end + 1).trimEnd()
  return { text: how.slice(0, end), ...(code !== '' && { code }) }
}
