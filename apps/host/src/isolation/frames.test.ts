import * as fc from 'fast-check'
import { expect, test } from 'vitest'
import { encodeFrame, frameKinds, frameReader } from './frames.ts'

const frame = fc.record({
  kind: fc.constantFrom(...Object.values(frameKinds)),
  text: fc.string(),
  bytes: fc.uint8Array({ maxLength: 50 }),
})

test('frames come out as they went in, in whatever pieces they arrive', () => {
  fc.assert(
    fc.property(fc.array(frame), fc.integer({ min: 1, max: 40 }), (frames, pieceBytes) => {
      const wire = Buffer.concat(
        frames.map(({ kind, text, bytes }) => encodeFrame(kind, text, bytes)),
      )
      const reader = frameReader()
      const read = []
      for (let at = 0; at < wire.length; at += pieceBytes)
        for (const { kind, text, bytes } of reader.read(wire.subarray(at, at + pieceBytes)))
          read.push({ kind, text: new TextDecoder().decode(text), bytes: Uint8Array.from(bytes) })
      expect(read).toStrictEqual(
        frames.map(({ kind, text, bytes }) => ({
          kind,
          text: new TextDecoder().decode(new TextEncoder().encode(text)),
          bytes: Uint8Array.from(bytes),
        })),
      )
    }),
  )
})

test('a frame that is too long is refused before room is made for it', () => {
  const reader = frameReader({ textBytes: 10, bytes: 10 })
  const read = () => [...reader.read(encodeFrame(0, 'x'.repeat(11)).subarray(0, 9))]
  expect(read).toThrow('a message of 11 bytes')
})
