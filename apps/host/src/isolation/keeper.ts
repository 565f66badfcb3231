import { MessageChannel, receiveMessageOnPort, Worker } from 'node:worker_threads'
import { encodeFrame, frameKinds } from './frames.ts'
import { marks, weightOf, type FromKeeper, type KeeperData, type ToKeeper } from './keeper-data.ts'

export type Exit = Extract<FromKeeper, { kind: 'exit' }>

export interface KeeperOptions extends Omit<KeeperData, 'port' | 'shared'> {
  readonly onMessage: (text: Uint8Array<ArrayBuffer>, bytes: Uint8Array<ArrayBuffer>) => void
  readonly onExit: (exit: Exit) => void
}

/** One process of a connector, from its start to its end. */
export interface Keeper {
  readonly pid: () => number
  send(text: string, bytes?: Uint8Array): void
  /**
   * Gives messages to `onMessage` until `isDone`, without leaving the place: nothing else runs meanwhile.
   *
   * `false`: that took too long.
   */
  waitHere(isDone: () => boolean, limitMs: number): boolean
  /** Keeps the host's process alive, or does not. */
  hold(isHeld: boolean): void
  /** Ends the process at once; `why` comes back with its end. */
  readonly end: (why: string) => void
}

/** How to learn the ids of the processes that go on. */
const living = new Set<() => number>()
let isWatching = false

/** Starts a process under a thread of its own. */
export function startKeeper({ onMessage, onExit, ...data }: KeeperOptions): Keeper {
  const { port1: port, port2 } = new MessageChannel()
  const shared = new Int32Array(new SharedArrayBuffer(marks.count * 4))
  const worker = new Worker(threadFile(), {
    workerData: { ...data, port: port2, shared } satisfies KeeperData,
    transferList: [port2],
    execArgv: [],
    env: {},
    name: 'isolated connector',
  })
  let isOver = false
  const pid = () => Atomics.load(shared, marks.pid)
  const over = (exit: Exit) => {
    if (isOver) return
    isOver = true
    living.delete(pid)
    port.close()
    void worker.terminate()
    onExit(exit)
  }
  const take = (message: FromKeeper) => {
    if (message.kind === 'exit') return over(message)
    Atomics.add(shared, marks.consumed, weightOf(message.text.length + message.bytes.length))
    Atomics.notify(shared, marks.consumed)
    onMessage(message.text, message.bytes)
  }
  const post = (message: ToKeeper, transfer: ArrayBuffer[] = []) => {
    if (!isOver) port.postMessage(message, transfer)
  }
  const end = (why: string) => post({ kind: 'end', why })
  port.on('message', take)
  worker.on('error', (error) =>
    over({ kind: 'exit', code: null, signal: null, why: error.message, lastWords: '' }),
  )
  port.unref()
  worker.unref()
  living.add(pid)
  endAllWithHost()
  return {
    pid,
    send: (text, bytes) => {
      const frame = encodeFrame(frameKinds.message, text, bytes)
      post({ kind: 'frame', frame }, [frame.buffer])
    },
    waitHere: (isDone, limitMs) => {
      const until = performance.now() + limitMs
      while (!isDone()) {
        const posted = Atomics.load(shared, marks.posted)
        const received = receiveMessageOnPort(port)
        if (received !== undefined) take(received.message as FromKeeper)
        else {
          const left = until - performance.now()
          if (left <= 0) return false
          Atomics.wait(shared, marks.posted, posted, left)
        }
      }
      return true
    },
    hold: (isHeld) => {
      if (isOver) return
      if (isHeld) port.ref()
      else port.unref()
    },
    end,
  }
}

/** A process that hangs does not see that its host is gone. */
function endAllWithHost(): void {
  if (isWatching) return
  isWatching = true
  process.on('exit', () => {
    for (const pid of living) {
      try {
        // Nothing has this number before it is started, and every process of the host's group would.
        if (pid() > 0) process.kill(pid(), 'SIGKILL')
      } catch {
        // It is gone already.
      }
    }
  })
}

/** Beside this file, in source and when built. */
function threadFile(): URL {
  return import.meta.url.endsWith('.ts')
    ? new URL('./keeper-thread.ts', import.meta.url)
    : new URL('./keeper-thread.js', import.meta.url)
}
