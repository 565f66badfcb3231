import { spawn } from 'node:child_process'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'

/** What `sync --json` tells of one stream, as far as it is measured. */
export interface StreamFigures {
  readonly stream: string
  readonly read: number
  readonly written: number
  readonly deleted: number
  readonly rejected: number
  readonly requests: number
  readonly retried: number
  readonly durationMs: number
}

export interface SyncFigures {
  readonly streams: readonly StreamFigures[]
  /** From the start of the process to its end. */
  readonly durationMs: number
  /** Processor time of the process alone: what it talks to takes its own. */
  readonly computedMs: number
  /** Of the whole process, in bytes. */
  readonly peakMemory: number
}

const root = fileURLToPath(new URL('../../../', import.meta.url))
/** As packages hold it; `buildHost` makes it. */
export const command = join(root, 'apps/host/dist/cli/main.js')
const witness = new URL('peak-memory.ts', import.meta.url).href

/** As `deploy/` starts the command. */
export const commandFlags = ['--max-semi-space-size=4'] as const
export const environment = {
  MALLOC_ARENA_MAX: '1',
  NODE_COMPILE_CACHE: join(root, 'node_modules/.cache/cartograph'),
}

/** What a command said, and what it took. */
export interface CommandFigures {
  readonly said: string
  readonly durationMs: number
  readonly computedMs: number
  readonly peakMemory: number
}

/** Runs the real command on the configuration in a folder; `words` are all of it but the configuration. */
export async function measureCommand(
  folder: string,
  words: readonly string[],
  options: {
    readonly nodeOptions?: readonly string[]
    readonly environment?: Readonly<Record<string, string>>
  } = {},
): Promise<CommandFigures> {
  const { nodeOptions = [], environment: given = {} } = options
  const startedAt = performance.now()
  const child = spawn(
    process.execPath,
    [
      ...commandFlags,
      `--import=${witness}`,
      ...nodeOptions,
      command,
      ...words,
      '--config',
      join(folder, 'cartograph.yaml'),
    ],
    { env: { ...environment, ...process.env, ...given }, stdio: ['ignore', 'pipe', 'pipe'] },
  )
  let said = ''
  let told = ''
  child.stdout.on('data', (chunk: Buffer) => (said += chunk.toString()))
  child.stderr.on('data', (chunk: Buffer) => (told += chunk.toString()))
  const code = await new Promise((resolve) => child.once('close', resolve))
  if (code !== 0) throw new Error(`The command ended with ${String(code)}: ${told}${said}`)
  const [, peakMemory, computedMs] = /peak memory (\d+), computed (\d+)/.exec(told) ?? []
  return {
    said,
    durationMs: Math.round(performance.now() - startedAt),
    computedMs: Number(computedMs),
    peakMemory: Number(peakMemory),
  }
}

/** Runs `sync --json` on the configuration in a folder. */
export async function measureSync(
  folder: string,
  words: readonly string[] = [],
  nodeOptions: readonly string[] = [],
  given: Readonly<Record<string, string>> = {},
): Promise<SyncFigures> {
  const { said, ...figures } = await measureCommand(folder, ['sync', '--json', ...words], {
    nodeOptions,
    environment: given,
  })
  const { runs } = JSON.parse(said) as { readonly runs: readonly StreamFigures[] }
  return { streams: runs, ...figures }
}
