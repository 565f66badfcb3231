/**
 * How messages stand on the wire between the host and a connector's process: one byte that says what the frame is, the
 * lengths of its two parts, the message as JSON, and bytes that belong to it.
 *
 * JSON rather than structured clone, because whoever reads it gets plain values, no larger than what was sent; and a
 * socket rather than Node's own channel, which has neither a largest message nor a way to stop reading.
 */

/** A frame with a longer part ends the process that sent it. Parsed, a message takes several times its length. */
const longestParts = { textBytes: 50_331_648, bytes: 100_663_296 }

export const frameKinds = { message: 0, ping: 1, pong: 2 } as const

export interface Frame {
  readonly kind: number
  readonly text: Uint8Array<ArrayBuffer>
  readonly bytes: Uint8Array<ArrayBuffer>
}

const headerBytes = 9
const nothing = new Uint8Array(0)

export function encodeFrame(
  kind: number,
  text = '',
  bytes: Uint8Array = nothing,
): Uint8Array<ArrayBuffer> {
  const json = new TextEncoder().encode(text)
  const frame = new Uint8Array(headerBytes + json.length + bytes.length)
  const header = new DataView(frame.buffer)
  header.setUint8(0, kind)
  header.setUint32(1, json.length)
  header.setUint32(5, bytes.length)
  frame.set(json, headerBytes)
  frame.set(bytes, headerBytes + json.length)
  return frame
}

export interface FrameReader {
  /**
   * The frames that a piece completes.
   *
   * @throws where a frame is too long.
   */
  read(piece: Uint8Array): Generator<Frame>
}

export function frameReader(longest = longestParts): FrameReader {
  let part: Uint8Array<ArrayBuffer> = new Uint8Array(headerBytes)
  let filled = 0
  let header: { readonly kind: number; readonly textBytes: number } | undefined
  const next = (length: number) => {
    part = new Uint8Array(length)
    filled = 0
  }
  return {
    *read(piece) {
      let at = 0
      while (at < piece.length || filled === part.length) {
        const taken = Math.min(part.length - filled, piece.length - at)
        part.set(piece.subarray(at, at + taken), filled)
        at += taken
        filled += taken
        if (filled < part.length) return
        if (header === undefined) {
          const view = new DataView(part.buffer)
          const textBytes = view.getUint32(1)
          const bytes = view.getUint32(5)
          const length = textBytes + bytes
          if (textBytes > longest.textBytes || bytes > longest.bytes)
            throw new Error(`a message of ${length} bytes`)
          header = { kind: view.getUint8(0), textBytes }
          next(length)
        } else {
          const { kind, textBytes } = header
          const whole = part
          header = undefined
          next(headerBytes)
          // Parts of one buffer, which can be handed to another thread without a copy.
          yield { kind, text: whole.subarray(0, textBytes), bytes: whole.subarray(textBytes) }
        }
      }
    },
  }
}
