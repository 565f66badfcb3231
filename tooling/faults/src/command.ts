import { spawn, type ChildProcess } from 'node:child_process'
import { readFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import type { FaultOrders } from './preload.ts'

const command = fileURLToPath(new URL('../../../apps/host/src/cli/main.ts', import.meta.url))
const preload = new URL('preload.ts', import.meta.url).href

export interface Ending {
  readonly code: number | null
  readonly signal: NodeJS.Signals | null
  readonly output: string
}

/** Starts the real command under fault orders. */
export function start(
  folder: string,
  words: readonly string[],
  orders: FaultOrders = {},
  environment: Readonly<Record<string, string>> = {},
): { readonly process: ChildProcess; readonly ended: Promise<Ending> } {
  const child = spawn(
    process.execPath,
    [
      '--conditions=@cartograph/source',
      '--disable-warning=ExperimentalWarning',
      `--import=${preload}`,
      command,
      ...words,
      '--config',
      `${folder}/cartograph.yaml`,
    ],
    {
      env: {
        ...process.env,
        ...environment,
        CARTOGRAPH_FAULT_ORDERS: JSON.stringify(orders),
        NODE_COMPILE_CACHE: join(tmpdir(), 'cartograph-compile-cache'),
      },
      stdio: ['ignore', 'pipe', 'pipe'],
    },
  )
  let output = ''
  child.stdout.on('data', (chunk: Buffer) => (output += chunk.toString()))
  child.stderr.on('data', (chunk: Buffer) => (output += chunk.toString()))
  const ended = new Promise<Ending>((resolve, reject) => {
    child.once('error', reject)
    child.once('close', (code, signal) => resolve({ code, signal, output }))
  })
  return { process: child, ended }
}

/** Runs the real command to its end, however it ends. */
export async function runCommand(
  folder: string,
  words: readonly string[],
  orders: FaultOrders = {},
  environment: Readonly<Record<string, string>> = {},
): Promise<Ending> {
  return start(folder, words, orders, environment).ended
}

/** Is a process stopped (state T in `/proc`)? */
export function isStopped(pid: number): boolean {
  const text = readFileSync(`/proc/${pid}/stat`, 'utf8')
  return text.slice(text.lastIndexOf(')') + 2).startsWith('T')
}
