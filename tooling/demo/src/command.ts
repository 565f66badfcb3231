import { spawn } from 'node:child_process'
import { createInterface } from 'node:readline'
import { fileURLToPath } from 'node:url'

import { fault } from '@cartograph/core'

const main = fileURLToPath(new URL('../../../apps/host/src/cli/main.ts', import.meta.url))
/** What Node is called with to run the command from its source. */
export const commandLine = [
  '--conditions=@cartograph/source',
  '--disable-warning=ExperimentalWarning',
  main,
]

/** Where the command runs, and the variables that the configuration there names. */
export interface Workspace {
  readonly folder: string
  readonly environment: Readonly<Record<string, string>>
  /** Ends the commands that run. */
  readonly signal: AbortSignal
}

/** One entry of `runs` of `cartograph sync --json`. */
export interface SyncRun {
  readonly connection: string
  readonly stream: string
  readonly read: number
  readonly written: number
  readonly unchanged: number
  readonly deleted: number
  readonly rejected: number
  readonly rows: number
  readonly requests: number
  readonly durationMs: number
}

/** One entry of `runs` of `cartograph push --json`. */
export interface PushRun {
  readonly delivery: string
  readonly changes: number
  readonly sent: number
  readonly unchanged: number
  readonly deleted: number
  readonly failed: number
  readonly durationMs: number
}

/**
 * Runs the `cartograph` command as a process of its own in the workspace, and gives its last line, parsed.
 *
 * @throws a `contract` fault with what the command said, if it did not end with 0.
 */
export async function cartograph<Answer>(
  workspace: Workspace,
  words: readonly string[],
): Promise<Answer> {
  let last = ''
  for await (const line of cartographLines(workspace, words)) last = line
  return JSON.parse(last) as Answer
}

/** The lines that the command writes, one by one, however many there are. */
export async function* cartographLines(
  { folder, environment, signal }: Workspace,
  words: readonly string[],
): AsyncIterable<string> {
  const child = spawn(process.execPath, [...commandLine, ...words], {
    cwd: folder,
    env: { ...process.env, ...environment },
    stdio: ['ignore', 'pipe', 'pipe'],
    signal,
  })
  let said = ''
  child.stderr.on('data', (chunk: Buffer) => {
    said = `${said}${chunk.toString()}`.slice(-10_000)
  })
  const ended = new Promise<number | null>((resolve, reject) => {
    child.on('error', reject)
    child.on('close', resolve)
  })
  // It is awaited when all lines are read; until then nobody listens.
  ended.catch(() => {})
  let last = ''
  for await (const line of createInterface({ input: child.stdout })) {
    if (last !== '') yield last
    last = line
  }
  const code = await ended
  if (code !== 0) {
    throw fault({
      kind: 'contract',
      message: `\`cartograph ${words.join(' ')}\` ended with ${code}: ${said.trim() || last}`,
    })
  }
  if (last !== '') yield last
}
