import { spawn } from 'node:child_process'
import { fileURLToPath } from 'node:url'
import { ordersIn, type Orders } from './contest.ts'

const witness = new URL('../peak-memory.ts', import.meta.url).href

/** Runs a program of the contest: how long it read, how long it computed, and how much memory it had at the most. */
export async function measureProgram(
  file: URL,
  orders: Orders,
): Promise<{
  readonly readingMs: number
  readonly computedMs: number
  readonly peakMemory: number
}> {
  const child = spawn(
    process.execPath,
    [
      '--conditions=@cartograph/source',
      '--disable-warning=ExperimentalWarning',
      `--import=${witness}`,
      fileURLToPath(file),
    ],
    { env: { ...process.env, ...ordersIn(orders) }, stdio: ['ignore', 'ignore', 'pipe'] },
  )
  let told = ''
  child.stderr.on('data', (chunk: Buffer) => (told += chunk.toString()))
  const code = await new Promise((resolve) => child.once('close', resolve))
  if (code !== 0) throw new Error(`${file.href} ended with ${String(code)}: ${told}`)
  const [, reading] = /^reading (\d+)$/m.exec(told) ?? []
  const [, peakMemory, computedMs] = /peak memory (\d+), computed (\d+)/.exec(told) ?? []
  return {
    readingMs: Number(reading),
    computedMs: Number(computedMs),
    peakMemory: Number(peakMemory),
  }
}
