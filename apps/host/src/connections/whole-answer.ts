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
 * reads it. The pieces are handed on as they came: joined, every page would be in memory several times over.
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
    if (length > limitBytes) return sameAnswer(response, streamOf(pieces, reader))
  }
  if (length < declaredLength(response.headers)) throw new RangeError(cutOffMessage)
  return sameAnswer(response, streamOf(pieces))
}

function declaredLength(headers: Headers): number {
  // The length of what is packed says nothing about what was unpacked.
  if (headers.has('content-encoding')) return 0
  const length = Number(headers.get('content-length') ?? 0)
  return Number.isSafeInteger(length) ? length : 0
}

/** What was read already, and then what a reader still gives. */
function streamOf(
  pieces: readonly Uint8Array[],
  rest?: ReadableStreamDefaultReader<Uint8Array>,
): ReadableStream<Uint8Array> {
  return new ReadableStream<Uint8Array>({
    start: (controller) => {
      for (const piece of pieces) controller.enqueue(piece)
      if (rest === undefined) controller.close()
    },
    pull: async (controller) => {
      const step = await rest?.read()
      if (step === undefined) return
      if (step.done) controller.close()
      else controller.enqueue(step.value)
    },
    cancel: (reason) => rest?.cancel(reason),
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
