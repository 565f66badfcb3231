/**
 * What Apps Script and Data Studio allow.
 *
 * @see https://developers.google.com/apps-script/guides/services/quotas
 */
export const limits = {
  /** Of one execution of the script. */
  executionMs: 6 * 60_000,
  /** How long a fetch waits; no page says, and it is about a minute. */
  fetchMs: 60_000,
  fetchesInDay: 20_000,
  urlBytes: 2_048,
  headerBytes: 8_192,
  bodyBytes: 50 * 1_048_576,
  cachedBytes: 100 * 1_024,
  cacheKeyLetters: 250,
  cachedSeconds: 600,
  mostCachedSeconds: 21_600,
  propertyBytes: 9 * 1_024,
  propertyStoreBytes: 500 * 1_024,
  rows: 1_000_000,
  nameLetters: 28,
  shortDescriptionLetters: 114,
} as const

export function bytesOf(text: string): number {
  return Buffer.byteLength(text, 'utf8')
}
