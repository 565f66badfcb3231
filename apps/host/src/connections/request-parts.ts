import { fault } from '@cartograph/core'

/** A request as data, so that it can be made anew for every attempt. */
export interface RequestParts {
  readonly method: string
  readonly url: string
  readonly headers: Headers
  readonly body: Uint8Array<ArrayBuffer> | undefined
  /** The caller's own. */
  readonly signal: AbortSignal
}

/** A body larger than that is not held in memory, and what is not held cannot be sent again. */
const longestBodyBytes = 67_108_864

/**
 * Takes a request apart; a body that is a stream is read, once.
 *
 * @throws a `contract` fault for a body of more than 64 MB.
 */
export async function takeApart(
  input: string | URL | Request,
  init: RequestInit | undefined,
): Promise<RequestParts> {
  // Without it the platform takes no streams; for other bodies it means nothing.
  const request = new Request(input, { ...init, duplex: 'half' })
  const body = request.body === null ? undefined : await readAll(request.body)
  const { method, url, headers, signal } = request
  return { method, url, headers, body, signal }
}

/** A fresh request of the same content. */
export function putTogether(parts: RequestParts): Request {
  const { method, url, headers, body } = parts
  return new Request(url, {
    method,
    headers,
    redirect: 'manual',
    ...(body !== undefined && { body }),
  })
}

async function readAll(stream: ReadableStream<Uint8Array>): Promise<Uint8Array<ArrayBuffer>> {
  const pieces: Uint8Array[] = []
  let length = 0
  for await (const piece of stream) {
    length += piece.length
    if (length > longestBodyBytes)
      throw fault({
        kind: 'contract',
        message: 'A request body of more than 64 MB cannot be sent: it could not be sent again.',
      })
    pieces.push(piece)
  }
  return joinBytes(pieces, length)
}

function joinBytes(pieces: readonly Uint8Array[], length: number): Uint8Array<ArrayBuffer> {
  const all = new Uint8Array(length)
  let at = 0
  for (const piece of pieces) {
    all.set(piece, at)
    at += piece.length
  }
  return all
}
