import { once } from 'node:events'
import { MessageChannel, Worker } from 'node:worker_threads'
import type { Executed } from './execution.ts'
import { limits } from './limits.ts'
import type { FromThread, ThreadStart, ToThread } from './script-thread.ts'
import type { Fetched, FetchOutcome } from './url-fetch-app.ts'

/** What the next request of a script meets in place of the host. */
export type FetchMishap =
  | { readonly kind: 'timeout' }
  | { readonly kind: 'address' }
  /** The user's calls of this day are used up. */
  | { readonly kind: 'quota' }
  | { readonly kind: 'status'; readonly status: number; readonly text?: string }

export interface ScriptOptions {
  /** The whole of `Code.js`. */
  readonly code: string
  /** Answers what the script asks for. */
  readonly answer: (request: Request) => Response | Promise<Response>
  readonly now?: number
}

/** A script that runs in its own thread, as one user sees it: a call at a time. */
export interface RunningScript {
  call(name: string, argument?: unknown): Promise<Executed>
  /** Lets time pass on the script's clock. */
  pass(ms: number): Promise<void>
  /** The next requests meet these, one each, in this order. */
  next(...mishaps: readonly FetchMishap[]): void
  readonly fetches: readonly Fetched[]
  readonly properties: () => Readonly<Record<string, string>>
  readonly logged: () => readonly string[]
  close(): Promise<void>
}

export async function startScript({
  code,
  answer,
  now = 0,
}: ScriptOptions): Promise<RunningScript> {
  const signal = new SharedArrayBuffer(4)
  const flag = new Int32Array(signal)
  const { port1: outcomes, port2 } = new MessageChannel()
  const worker = new Worker(new URL('./script-thread.ts', import.meta.url), {
    workerData: { code, startsAt: now, signal, outcomes: port2 } satisfies ThreadStart,
    transferList: [port2],
  })
  const coming: FetchMishap[] = []
  const fetches: Fetched[] = []
  let properties: Readonly<Record<string, string>> = {}
  let logged: readonly string[] = []
  const waiting: PromiseWithResolvers<Executed>[] = []

  const respond = async (fetched: Fetched) => {
    fetches.push(fetched)
    const outcome = await outcomeOf(fetched, coming.shift(), answer)
    outcomes.postMessage(outcome, [])
    Atomics.store(flag, 0, 1)
    Atomics.notify(flag, 0)
  }
  worker.on('message', (told: FromThread) => {
    if ('fetched' in told) {
      void respond(told.fetched)
      return
    }
    properties = told.properties
    logged = told.logged
    waiting.shift()?.resolve(told.executed)
  })
  worker.on('error', (error) => {
    for (const answered of waiting.splice(0)) answered.reject(error)
  })
  const ask = (asked: ToThread) => {
    const answered = Promise.withResolvers<Executed>()
    waiting.push(answered)
    worker.postMessage(asked, [])
    return answered.promise
  }
  await once(worker, 'online')
  return {
    call: (name, argument) => ask({ call: name, argument }),
    pass: async (ms) => {
      await ask({ passMs: ms })
    },
    next: (...mishaps) => {
      coming.push(...mishaps)
    },
    fetches,
    properties: () => properties,
    logged: () => logged,
    close: async () => {
      outcomes.close()
      await worker.terminate()
    },
  }
}

/** A request that takes no time; a time-out takes all that there is. */
async function outcomeOf(
  { url, method, headers, payload }: Fetched,
  mishap: FetchMishap | undefined,
  answer: ScriptOptions['answer'],
): Promise<FetchOutcome> {
  if (mishap?.kind === 'timeout') return { failure: 'timeout', tookMs: limits.fetchMs }
  if (mishap?.kind === 'address' || mishap?.kind === 'quota')
    return { failure: mishap.kind, tookMs: 0 }
  if (mishap?.kind === 'status')
    return { status: mishap.status, text: mishap.text ?? '', tookMs: 0 }
  try {
    const body = payload === undefined ? {} : { body: payload }
    const response = await answer(new Request(url, { method, headers, ...body }))
    return { status: response.status, text: await response.text(), tookMs: 0 }
  } catch {
    return { failure: 'address', tookMs: 0 }
  }
}
