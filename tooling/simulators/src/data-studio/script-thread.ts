import { parentPort, receiveMessageOnPort, workerData, type MessagePort } from 'node:worker_threads'
import { openExecution, type Executed } from './execution.ts'
import type { Fetched, FetchOutcome } from './url-fetch-app.ts'

/** What a script's thread is started with. */
export interface ThreadStart {
  readonly code: string
  readonly startsAt: number
  readonly signal: SharedArrayBuffer
  readonly outcomes: MessagePort
}

export type ToThread =
  | { readonly call: string; readonly argument: unknown }
  | { readonly passMs: number }

export type FromThread =
  | { readonly fetched: Fetched }
  | {
      readonly executed: Executed
      readonly properties: Readonly<Record<string, string>>
      readonly logged: readonly string[]
    }

/** A thread of its own, which can stand still while the host answers: scripts know no promises. */
const { code, startsAt, signal, outcomes } = workerData as ThreadStart
const flag = new Int32Array(signal)

function send(fetched: Fetched): FetchOutcome {
  Atomics.store(flag, 0, 0)
  parentPort?.postMessage({ fetched } satisfies FromThread, [])
  Atomics.wait(flag, 0, 0)
  const received = receiveMessageOnPort(outcomes)
  return (received?.message as FetchOutcome | undefined) ?? { failure: 'address', tookMs: 0 }
}

const execution = openExecution(code, send, startsAt)

parentPort?.on('message', (asked: ToThread) => {
  const executed =
    'call' in asked ? execution.call(asked.call, asked.argument) : passed(asked.passMs)
  parentPort?.postMessage(
    {
      executed,
      properties: execution.properties(),
      logged: execution.logged(),
    } satisfies FromThread,
    [],
  )
})

function passed(ms: number): Executed {
  execution.pass(ms)
  return { value: undefined }
}
