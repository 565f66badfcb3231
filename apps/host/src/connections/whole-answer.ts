import { joinBytes } from './request-parts.ts'

/** The declared length of an answer was not reached. */
export function isCutOff(error: unknown): boolean {
  return error instanceof RangeError && error.message === cutOffMessage
}

const cutOffMessage = 'The body is shorter than declared.'
const withoutBody = new Set([101, 204, 205, 304])

/**
 * Reads an answer to its end, so that a connection that breaks in the middle is noticed where it can still be mended.
 *
 * What is longer than the limit is handed on as a stream, with what was read of it so far; a break in it reaches whoever
 * reads it.
 */
export async function wholeAnswer(response: Response, limitBytes: number): Promise<Response> {
  const { body } = response
  if (body === null || withoutBody.has(response.status)) return response
  const reader = (body as ReadableStream<Uint8Array>).getReader()
  const pieces: Uint8Array[] = []
  let length = 0
  for (;;) {
    const step = await reader.read()
    if (step.done) break
    pieces.push(step.value)
    length += step.value.length
    if (length > limitBytes) return sameAnswer(response, restOf(pieces, reader))
  }
  if (length < declaredLength(response.headers)) throw new RangeError(cutOffMessage)
  return sameAnswer(response, joinBytes(pieces, length))
}

function declaredLength(headers: Headers): number {
  // The length of what is packed says nothing about what was unpacked.
  if (headers.has('content-encoding')) return 0
  const length = Number(headers.get('content-length') ?? 0)
  return Number.isSafeInteger(length) ? length : 0
}

function restOf(
  pieces: readonly Uint8Array[],
  reader: ReadableStreamDefaultReader<Uint8Array>,
): ReadableStream<Uint8Array> {
  const held = [...pieces]
  return new ReadableStream({
    pull: async (controller) => {
      const piece = held.shift()
      if (piece !== undefined) {
        controller.enqueue(piece)
        return
      }
      const step = await reader.read()
      if (step.done) controller.close()
      else controller.enqueue(step.value)
    },
    cancel: (reason) => reader.cancel(reason),
  })
}

/** A response that is made by hand has no address; connectors and their clients look at it. */
export function sameAnswer(
  { status, statusText, headers, url }: Response,
  body: ConstructorParameters<typeof Response>[0],
): Response {
  const copy = new Response(body, { status, statusText, headers })
  Object.defineProperty(copy, 'url', { value: url, enumerable: true })
  return copy
}
