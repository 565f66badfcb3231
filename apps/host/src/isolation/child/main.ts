/**
 * The process of one connector: loads it and runs what the host asks for, under the permissions it was started with.
 *
 * Whatever stands in the way of the connector's code here is a courtesy: the code runs beside it. What holds are the
 * permissions, the namespaces, and that the host believes nothing it is told.
 */
import { Socket } from 'node:net'
import { encodeFrame, frameKinds, frameReader } from '../frames.ts'
import { peerOf, type Peer } from '../peer.ts'
import type { Message } from '../protocol.ts'
import { callsOf } from './calls.ts'
import { errorOf, failureOf } from './failures.ts'
import { seal } from './seal.ts'

const channel = new Socket({ fd: 3 })
const frames = frameReader()
const calls = callsOf((): Peer => peer)
const peer = peerOf({
  send: (message, bytes) => {
    channel.write(encodeFrame(frameKinds.message, JSON.stringify(message), bytes))
  },
  serve: calls.serve,
  onTell: (told) => calls.abort((told as { readonly abort: number }).abort),
  failureOf,
  errorOf,
})

seal()
channel.on('data', (piece) => {
  for (const { kind, text, bytes } of frames.read(piece)) {
    if (kind === frameKinds.ping) channel.write(encodeFrame(frameKinds.pong))
    else {
      const message = JSON.parse(new TextDecoder().decode(text)) as Message
      peer.receive(message, bytes.length > 0 ? bytes : undefined)
    }
  }
})
// Without its host there is nothing left to do.
channel.on('close', () => process.exit(0))
channel.on('error', () => process.exit(0))
// One mistake that nobody waits for is no reason to lose all calls that go on.
process.on('unhandledRejection', () => {})
