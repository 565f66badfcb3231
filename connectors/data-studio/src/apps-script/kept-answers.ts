import { askHost, type Answer } from './ask-host.ts'
import type { Credentials } from './credentials.ts'

/** Configuration and schema are asked for many times while a report is edited. */
const keptSeconds = 300
/** A value of the cache holds 100 KB; letters outside ASCII take up to three bytes. */
const mostLetters = 33_000

/**
 * Asks the host, or gives again what it said a few minutes ago to the same question of the same user.
 *
 * The name holds nothing of the key: it is a digest. Data is kept by Data Studio itself, never here.
 */
export function keptAnswer(credentials: Credentials, path: string, body: unknown): Answer {
  const cache = CacheService.getUserCache()
  const name = digestOf(JSON.stringify([credentials.path, credentials.key, path, body]))
  const known = cache.get(name)
  if (known !== null) return { value: JSON.parse(known) as object, text: known }
  const answer = askHost(credentials, { path, body })
  if ('text' in answer && answer.text.length <= mostLetters)
    cache.put(name, answer.text, keptSeconds)
  return answer
}

function digestOf(text: string): string {
  return Utilities.base64Encode(Utilities.computeDigest(Utilities.DigestAlgorithm.SHA_256, text))
}
