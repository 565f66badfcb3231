import type { Settings } from './settings.ts'

const longestExcerpt = 200

/** The beginning of what a receiver said, in one line, without the secrets of the settings and without mail addresses. */
export function excerptOf(text: string, config: Settings): string {
  const { url, headers = {}, signingSecret, previousSigningSecret } = config
  const secrets = [url, ...Object.values(headers), signingSecret, previousSigningSecret]
  const hidden = secrets.reduce<string>(
    (shown, secret) =>
      secret === undefined || secret === '' ? shown : shown.replaceAll(secret, '[secret]'),
    // Longer ones are cut first, so that what is hidden cannot hang out at the end.
    text.slice(0, longestExcerpt * 20),
  )
  return hidden
    .replaceAll(/[^\s@<>"'(),;:]+@[^\s@<>"'(),;:]+/g, '[address]')
    .replaceAll(/[\p{C}\s]+/gu, ' ')
    .trim()
    .slice(0, longestExcerpt)
}
