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

const goneDetails: ReadonlySet<string> = new Set([
  '5.1.1',
  '5.1.2',
  '5.1.3',
  '5.1.6',
  '5.1.10',
  '5.2.1',
])
const goneCodes: ReadonlySet<number> = new Set([550, 551, 553])

/**
 * Nobody can be reached at the address, now or later. Where the server says more than its code, that counts: 550 is said of a sender
 * that it does not like as well.
 *
 * @see https://www.rfc-editor.org/rfc/rfc3463#section-3.2, https://www.rfc-editor.org/rfc/rfc5321#section-4.2.3 (read 2026-11-26)
 */
export function isNoAddress({ code, words }: Reply): boolean {
  const detail = /^\d{3}[ -](\d\.\d{1,3}\.\d{1,3})\b/u.exec(words)?.[1]
  return detail === undefined ? goneCodes.has(code) : goneDetails.has(detail)
}
