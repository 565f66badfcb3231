import { fork, type ChildProcess } from 'node:child_process'
import { once } from 'node:events'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import type { Ending } from '../command.ts'
import type { News, Order } from './process.ts'
import type { ProtocolMutation } from './protocol-mutations.ts'

export interface FleetEnding extends Ending {
  /** The process is gone, and nobody killed it. */
  readonly hasCrashed: boolean
}

/** A process that runs the command when it is told to. */
export interface FleetProcess {
  readonly pid: number
  isAlive(): boolean
  /** Settles when the command has ended, or the process with it. */
  run(words: readonly string[], environment: Readonly<Record<string, string>>): Promise<FleetEnding>
  /** Tells the command to stop in order. */
  stop(): void
  setClock(aheadMs: number): void
  signal(name: NodeJS.Signals): void
}

export interface Fleet {
  /** Gives out a process that has loaded the host already; one is always started in advance. */
  take(): Promise<FleetProcess>
  /** Takes a process back that has ended its command; one that was killed may be given back as well. */
  giveBack(process: FleetProcess): void
  close(): Promise<void>
}

const entry = fileURLToPath(new URL('process.ts', import.meta.url))

export function openFleet(mutation?: ProtocolMutation): Fleet {
  const idle: FleetProcess[] = []
  const all = new Set<FleetProcess>()
  const coming: Promise<FleetProcess>[] = []
  const begin = () => {
    const started = startProcess(mutation)
    started.catch(() => undefined)
    coming.push(started)
  }
  begin()
  return {
    async take() {
      const known = idle.pop()
      if (known !== undefined) return known
      const next = coming.shift() ?? startProcess(mutation)
      if (coming.length === 0) begin()
      const process = await next
      all.add(process)
      return process
    },
    giveBack(process) {
      if (process.isAlive()) idle.push(process)
      else all.delete(process)
    },
    async close() {
      for (const process of [...all, ...(await Promise.all(coming))]) process.signal('SIGKILL')
    },
  }
}

async function startProcess(mutation: ProtocolMutation | undefined): Promise<FleetProcess> {
  const child = fork(entry, {
    execArgv: ['--conditions=@cartograph/source', '--disable-warning=ExperimentalWarning'],
    env: {
      ...process.env,
      NODE_COMPILE_CACHE: join(tmpdir(), 'cartograph-compile-cache'),
      ...(mutation !== undefined && { CARTOGRAPH_FAULT_MUTATION: mutation }),
    },
    stdio: ['ignore', 'ignore', 'pipe', 'ipc'],
  })
  let words = ''
  child.stderr?.on('data', (chunk: Buffer) => (words = (words + chunk.toString()).slice(-5000)))
  const ended = once(child, 'exit')
  const isReady = await Promise.race([
    newsOf(child, 'ready').then(() => true),
    ended.then(() => false),
  ])
  if (!isReady) throw new Error(`A process of the fleet did not start: ${words}`)
  const send = (order: Order) => {
    // One that is killed at this very moment needs to know nothing more.
    if (child.connected) child.send(order, () => undefined)
  }
  return {
    pid: child.pid ?? 0,
    isAlive: () => child.exitCode === null && child.signalCode === null,
    async run(given, environment) {
      const done = newsOf(child, 'ended')
      send({ kind: 'run', words: given, environment })
      return Promise.race([
        done.then(({ code, output }) => ({
          code,
          signal: null,
          output: output + words,
          hasCrashed: false,
        })),
        ended.then(() => ({
          code: child.exitCode,
          signal: child.signalCode,
          output: words,
          hasCrashed: child.signalCode === null,
        })),
      ])
    },
    stop: () => send({ kind: 'stop' }),
    setClock: (aheadMs) => send({ kind: 'clock', aheadMs }),
    signal: (name) => void child.kill(name),
  }
}

function newsOf<Kind extends News['kind']>(
  child: ChildProcess,
  kind: Kind,
): Promise<Extract<News, { kind: Kind }>> {
  return new Promise((resolve) => {
    const listen = (news: News) => {
      if (news.kind !== kind) return
      child.off('message', listen)
      resolve(news as Extract<News, { kind: Kind }>)
    }
    child.on('message', listen)
  })
}
