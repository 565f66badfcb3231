import { spawn, type ChildProcess } from 'node:child_process'
import { once } from 'node:events'
import { fileURLToPath } from 'node:url'
import { command, commandFlags } from './command.ts'

/** Processes of the real command that share one store. */
export interface Fleet {
  /** Ends one of them as a power cut would. */
  kill(worker: number): void
  stop(): Promise<void>
}

const root = fileURLToPath(new URL('../../../', import.meta.url))
const environment = {
  MALLOC_ARENA_MAX: '1',
  NODE_COMPILE_CACHE: `${root}node_modules/.cache/cartograph`,
}

/** Starts so many `cartograph worker` on a configuration; `failed` hears what one said that ended by itself. */
export function startFleet(
  workers: number,
  configuration: string,
  failed: (words: string) => void,
): Fleet {
  const all = Array.from({ length: workers }, () => startWorker(configuration, failed))
  return {
    kill: (worker) => {
      all[worker]?.kill('SIGKILL')
    },
    stop: async () => {
      await Promise.all(all.map(ended))
    },
  }
}

function startWorker(configuration: string, failed: (words: string) => void): ChildProcess {
  const child = spawn(
    process.execPath,
    [...commandFlags, command, 'worker', '--json', '--config', configuration],
    { env: { ...environment, ...process.env }, stdio: ['ignore', 'ignore', 'pipe'] },
  )
  let words = ''
  child.stderr?.on('data', (chunk: Buffer) => {
    words = (words + chunk.toString()).slice(-2000)
  })
  child.once('exit', (code) => {
    if (code !== null && code !== 0 && code < 128) failed(words)
  })
  return child
}

async function ended(child: ChildProcess): Promise<void> {
  if (child.exitCode !== null || child.signalCode !== null) return
  const closed = once(child, 'close')
  child.kill('SIGTERM')
  await closed
}
