import { fault } from '@cartograph/core'
import type { Cassette, Exchange } from './cassette.ts'
import type { LineSettings } from './line.ts'
import { recordedRequest } from './recording.ts'
import type { Scrubber } from './scrubbing.ts'

/**
 * Answers from a cassette, without any vendor: equal requests get their answers in the order in which they were recorded,
 * and the last one again and again.
 *
 * @throws a `contract` fault that names the nearest recorded request for one that was not recorded.
 */
export function replayRequests(
  cassette: Cassette,
  scrub: Scrubber,
): NonNullable<LineSettings['transport']> {
  const answers = new Map<string, Exchange['response'][]>()
  for (const { request, response } of cassette.exchanges) {
    const key = keyOf(request)
    answers.set(key, [...(answers.get(key) ?? []), response])
  }
  return async (input, init) => {
    const asked = new Request(input, init)
    const request = await recordedRequest(asked.clone(), scrub)
    const left = answers.get(keyOf(request))
    const response = left !== undefined && left.length > 1 ? left.shift() : left?.[0]
    if (response === undefined) throw notRecorded(cassette, request)
    return replayed(response, asked.url)
  }
}

function keyOf({ method, url, body = '' }: Exchange['request']): string {
  return `${method} ${url} ${body}`
}

function replayed(
  { status, headers, body, encoding }: Exchange['response'],
  url: string,
): Response {
  const bytes = encoding === 'base64' ? Buffer.from(body, 'base64') : body
  const response = new Response(body === '' ? null : bytes, { status, headers })
  Object.defineProperty(response, 'url', { value: url, enumerable: true })
  return response
}

function notRecorded({ exchanges }: Cassette, request: Exchange['request']): Error {
  const { method, url } = request
  const [nearest] = exchanges
    .map((exchange) => ({ ...exchange.request, score: likeness(exchange.request, request) }))
    .toSorted((a, b) => b.score - a.score)
  const known =
    nearest === undefined
      ? 'It holds none at all.'
      : nearest.method === method && nearest.url === url
        ? 'It holds one with another body.'
        : `The nearest that it holds is ${nearest.method} ${nearest.url}.`
  return fault({
    kind: 'contract',
    message: `The cassette holds no answer to ${method} ${url}. ${known}`,
    hint: 'Record the cassette again, or look at why the connector asks for something else than when it was recorded.',
  })
}

/** How much two requests have in common: the method, then the path, then the query. */
function likeness(a: Exchange['request'], b: Exchange['request']): number {
  const [first, second] = [new URL(a.url), new URL(b.url)]
  const query = new Set(second.search.slice(1).split('&'))
  const common = first.search
    .slice(1)
    .split('&')
    .filter((part) => query.has(part)).length
  const segments = second.pathname.split('/')
  const same = first.pathname.split('/').filter((part, index) => part === segments[index]).length
  return (a.method === b.method ? 1 : 0) + same * 10 + common / 10
}
