/**
 * The length above which Slack cuts text off.
 *
 * @see https://api.slack.com/changelog/2018-04-truncating-really-long-messages (read 2026-11-25)
 */
const longestText = 40_000
/** Room for the note. */
const noteRoom = 60

const entities: Readonly<Record<string, string>> = { '&': '&amp;', '<': '&lt;', '>': '&gt;' }

/**
 * Text as Slack shows it and no other: the three signs that mean something to it are written as entities.
 *
 * What would be longer than Slack takes is cut, with a note of how much is missing.
 *
 * @see https://docs.slack.dev/messaging/formatting-message-text (read 2026-11-25)
 */
export function shownText(text: string, isFormatted = false): string {
  const signs = Array.from(text, (sign) => (isFormatted ? sign : (entities[sign] ?? sign)))
  const whole = signs.join('')
  if (whole.length <= longestText) return whole
  let length = 0
  const kept = signs.findIndex((sign) => (length += sign.length) > longestText - noteRoom)
  return `${signs.slice(0, kept).join('')}\n_… ${signs.length - kept} more characters were cut off_`
}
