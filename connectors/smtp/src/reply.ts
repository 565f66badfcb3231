/** What a server said: its code, and its words without addresses of people. */
export interface Reply {
  readonly code: number
  /** Such as `550 5.1.1 No such user`. */
  readonly words: string
}

const longestWords = 200

/** Reads a reply; undefined where there is none. */
export function replyOf(response: string | undefined): Reply | undefined {
  const code = /^\d{3}/.exec(response ?? '')?.[0]
  if (response === undefined || code === undefined) return undefined
  const words = response
    // Only its end tells the last of several lines.
    .replaceAll(/\r?\n\d{3}[ -](?:\d\.\d{1,3}\.\d{1,3} )?/g, ' ')
    .replaceAll(/<?[^\s<>]+@[^\s<>]+>?/g, '[address]')
    .replaceAll(/[\p{C}\s]+/gu, ' ')
    .trim()
  return { code: Number(code), words: words.slice(0, longestWords) }
}

/** The server asks to come back later. */
export function isPassing({ code }: Reply): boolean {
  return code >= 400 && code < 500
}
