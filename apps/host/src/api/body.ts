/** The bytes of a request's body; undefined where there are more than the limit. Never more than that is kept. */
export async function limitedBody(
  request: Request,
  limitBytes: number,
): Promise<Uint8Array | undefined> {
  const declared = Number(request.headers.get('content-length') ?? 0)
  if (declared > limitBytes) return undefined
  if (request.body === null) return new Uint8Array()
  const pieces: Uint8Array[] = []
  let length = 0
  for await (const piece of request.body) {
    length += piece.length
    if (length > limitBytes) return undefined
    pieces.push(piece)
  }
  return Buffer.concat(pieces)
}
