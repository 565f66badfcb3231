import { contentHash } from '../store/index.ts'
import type { Cassette, Exchange } from './cassette.ts'
import type { LineSettings } from './line.ts'
import type { Scrubber } from './scrubbing.ts'
import { sameAnswer } from './whole-answer.ts'

type Transport = NonNullable<LineSettings['transport']>

/** Headers that connectors read; all others stay out of a recording. */
const keptHeaders =
  /^(?:content-type|date|etag|last-modified|link|location|retry-after|(?:x-)?request-id|x-wp-.*|(?:x-)?rate-?limit.*)$/

const readable = /json|text|xml|csv|javascript|x-www-form-urlencoded/

export interface Recording {
  /** Sends requests as usual, and remembers what was answered. */
  readonly transport: Transport
  /** What was recorded so far, scrubbed. */
  readonly cassette: () => Cassette
}

/** Records what goes through a transport. What gets no answer is not in the recording. */
export function recordRequests(transport: Transport, scrub: Scrubber): Recording {
  const exchanges: Exchange[] = []
  const recordedAt = new Date().toISOString()
  return {
    transport: async (input, init) => {
      const request = new Request(input, init)
      const asked = await recordedRequest(request.clone(), scrub)
      const response = await transport(request, init)
      const bytes = await response.arrayBuffer()
      exchanges.push({ request: asked, response: recordedResponse(response, bytes, scrub) })
      return sameAnswer(response, bytes.byteLength === 0 ? null : bytes)
    },
    cassette: () => ({ version: 1, recordedAt, exchanges: [...exchanges] }),
  }
}

/** A request in the form in which it is looked up: equal ones are the same question. */
export async function recordedRequest(
  request: Request,
  scrub: Scrubber,
): Promise<Exchange['request']> {
  const { method, url } = request
  const body = await request.text()
  return {
    method,
    url: scrub.url(url),
    ...(body !== '' && { body: contentHash(scrub.body(body)) }),
  }
}

function recordedResponse(
  { status, headers }: Response,
  bytes: ArrayBuffer,
  scrub: Scrubber,
): Exchange['response'] {
  const kept = [...headers]
    .filter(([name]) => keptHeaders.test(name))
    .map(([name, value]) => [name, scrub.header(value)])
  const isReadable = readable.test(headers.get('content-type') ?? '')
  return {
    status,
    headers: Object.fromEntries(kept) as Record<string, string>,
    ...(isReadable || bytes.byteLength === 0
      ? { body: scrub.body(new TextDecoder().decode(bytes)) }
      : { body: Buffer.from(bytes).toString('base64'), encoding: 'base64' }),
  }
}
