import { fault, type RateLimit } from '@cartograph/core'
import { URLPattern } from 'urlpattern-polyfill/urlpattern'

export interface MatchedRequest {
  readonly method: string
  readonly url: string
}

/**
 * Which requests a limit is about: a method or `*`, and a URLPattern; without `match`, all.
 *
 * @throws a `contract` fault where the pattern is none.
 */
export function limitMatcher(
  name: string,
  { match }: RateLimit,
): (request: MatchedRequest) => boolean {
  if (match === undefined) return () => true
  const space = match.indexOf(' ')
  const method = match.slice(0, space)
  const pattern = urlPattern(name, match.slice(space + 1))
  return (request) => (method === '*' || method === request.method) && pattern.test(request.url)
}

function urlPattern(name: string, text: string): URLPattern {
  try {
    return new URLPattern(text)
  } catch (error) {
    throw fault(
      {
        kind: 'contract',
        message: `The limit ${name} is about "${text}", which is no URL pattern.`,
        hint: 'Report it to the author of the connector. Expected for example GET https://api.example.com/v1/orders*.',
      },
      error,
    )
  }
}
