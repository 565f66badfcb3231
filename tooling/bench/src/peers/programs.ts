import { spawn } from 'node:child_process'
import { fileURLToPath } from 'node:url'

const witness = new URL('../peak-memory.ts', import.meta.url).href

export interface ProgramFigures {
  readonly readingMs: number
  readonly computedMs: number
  readonly peakMemory: number
}

/** Runs a program that is compared with ours: how long it read, how long it computed, and how much memory it had at the most. */
export function measureProgram(
  file: URL,
  environment: Readonly<Record<string, string>>,
): Promise<ProgramFigures> {
  const flags = ['--conditions=@cartograph/source', '--disable-warning=ExperimentalWarning']
  const words = [...flags, `--import=${witness}`, fileURLToPath(file)]
  return measured(process.execPath, words, environment)
}

/** The same of a program in Python, which tells of itself what Node tells of the others. */
export function measurePython(
  python: string,
  file: URL,
  environment: Readonly<Record<string, string>>,
): Promise<ProgramFigures> {
  return measured(python, [fileURLToPath(file)], environment)
}

async function measured(
  program: string,
  words: readonly string[],
  environment: Readonly<Record<string, string>>,
): Promise<ProgramFigures> {
  const child = spawn(program, words, {
    env: { ...process.env, ...environment },
    stdio: ['ignore', 'ignore', 'pipe'],
  })
  let told = ''
  child.stderr.on('data', (chunk: Buffer) => (told += chunk.toString()))
  const code = await new Promise((resolve) => child.once('close', resolve))
  if (code !== 0) throw new Error(`${words.at(-1)} ended with ${String(code)}: ${told}`)
  const [, reading] = /^reading (\d+)$/m.exec(told) ?? []
  const [, peakMemory, computedMs] = /peak memory (\d+), computed (\d+)/.exec(told) ?? []
  return {
    readingMs: Number(reading),
    computedMs: Number(computedMs),
    peakMemory: Number(peakMemory),
  }
}
