/** The bytes of a request's body; undefined where there are more than the limit. Never more than that is kept. */
export async function limitedBody(
  request: Request,
  limitBytes: number,
): Promise<Uint8Array | undefined> {
  const declared = request.headers.get('content-length')
  if (Number(declared ?? 0) > limitBytes) return undefined
  // HTTP takes no more from a client than it has declared, so such a body need not be counted piece by piece.
  if (declared !== null) {
    const whole = Buffer.from(await request.arrayBuffer())
    return whole.length > limitBytes ? undefined : whole
  }
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
