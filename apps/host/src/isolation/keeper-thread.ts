/**
 * The thread that owns a connector's process: starts it, hands frames to and fro, and ends it when it falls silent.
 *
 * It is a thread, so that the host can wait for an answer of a pure function where it stands, which it does not do with
 * its own event loop.
 */
import { spawn } from 'node:child_process'
import type { Duplex } from 'node:stream'
import { workerData } from 'node:worker_threads'
import { encodeFrame, frameKinds, frameReader } from './frames.ts'
import {
  marks,
  mostUnread,
  weightOf,
  type FromKeeper,
  type KeeperData,
  type ToKeeper,
} from './keeper-data.ts'

/** More words than that of a process that ends are not needed to know why. */
const mostLastWords = 8192

const { port, shared, command, environment, silentMs, startMs } = workerData as KeeperData
const [program = '', ...rest] = command
const child = spawn(program, rest, {
  env: environment,
  cwd: '/',
  stdio: ['ignore', 'ignore', 'pipe', 'pipe'],
  // What a terminal sends to the host's group is for the host: it ends the process when it is done.
  detached: true,
})
Atomics.store(shared, marks.pid, child.pid ?? 0)
const channel = child.stdio[3] as Duplex
const frames = frameReader()
let lastWords = ''
let why: string | undefined
let heardAt = performance.now()
let patienceMs = startMs

function post(message: FromKeeper, transfer: ArrayBuffer[] = []): void {
  port.postMessage(message, transfer)
  Atomics.add(shared, marks.posted, 1)
  Atomics.notify(shared, marks.posted)
}

function end(reason: string): void {
  why ??= reason
  child.kill('SIGKILL')
}

/** Stops reading while the host has not dealt with what it was given, so that a flood stays with who makes it. */
async function whenRead(): Promise<void> {
  for (;;) {
    const consumed = Atomics.load(shared, marks.consumed)
    if (((Atomics.load(shared, marks.given) - consumed) | 0) <= mostUnread) return
    await Atomics.waitAsync(shared, marks.consumed, consumed).value
  }
}

async function read(): Promise<void> {
  for await (const piece of channel) {
    heardAt = performance.now()
    patienceMs = silentMs
    for (const { kind, text, bytes } of frames.read(piece as Uint8Array)) {
      if (kind === frameKinds.pong) continue
      if (kind !== frameKinds.message) throw new Error('a frame of no known kind')
      Atomics.add(shared, marks.given, weightOf(text.length + bytes.length))
      post({ kind: 'message', text, bytes }, [text.buffer])
      await whenRead()
      heardAt = performance.now()
    }
  }
}

child.stderr?.on('data', (words: Buffer) => {
  lastWords = (lastWords + words.toString('latin1')).slice(-mostLastWords)
})
child.on('error', (error) => {
  why ??= error.message
  post({ kind: 'exit', code: null, signal: null, why, lastWords })
})
// What stands in the channel when the process ends is read before its end is told.
const hasRead = read().catch((error: unknown) => {
  const isBroken = error instanceof Error && 'code' in error
  if (!isBroken) end(`protocol: ${error instanceof Error ? error.message : String(error)}`)
})
child.on('exit', (code, signal) => {
  clearInterval(watch)
  setTimeout(() => channel.destroy(), 1000).unref()
  void hasRead.then(() => post({ kind: 'exit', code, signal, why, lastWords }))
})

const watch = setInterval(() => {
  if (performance.now() - heardAt > patienceMs) end('silent')
  else channel.write(encodeFrame(frameKinds.ping))
}, silentMs / 4)

port.on('message', (message: ToKeeper) => {
  if (message.kind === 'end') end(message.why)
  else channel.write(message.frame)
})
channel.on('error', () => {})
