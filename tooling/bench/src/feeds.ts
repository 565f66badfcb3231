/** What product feeds cost: the real command makes one of so many variants in each form, and each is read back. */
import { spawn } from 'node:child_process'
import { rmSync } from 'node:fs'
import { join } from 'node:path'
import {
  catalogueFolder,
  expectedRow,
  measuredForms,
  type MeasuredForm,
} from './feeds-catalogue.ts'
import { parsedRows } from './feeds-parsed.ts'
import { brokenRules } from './feeds-rules.ts'
import { command, commandFlags } from './command.ts'

export interface FeedFigures {
  readonly form: MeasuredForm
  readonly rows: number
  /** Of the document. */
  readonly bytes: number
  readonly workMs: number
  /** Of the whole process, in bytes. */
  readonly peakMemory: number
  /** Parsed back, each row is what it should be, in its order. */
  readonly isSame: boolean
  /** Rows that break a rule of Google. */
  readonly broken: number
}

export interface FeedsFigures {
  readonly variants: number
  readonly feeds: readonly FeedFigures[]
}

const witness = new URL('peak-memory.ts', import.meta.url).href

export async function measureFeeds(variants: number): Promise<FeedsFigures> {
  const folder = await catalogueFolder(variants)
  const run = (...words: readonly string[]) => runCommand(folder, words)
  try {
    const feeds: FeedFigures[] = []
    for (const form of measuredForms) {
      const { said, peakMemory } = await run('feeds', 'run', form, '--json')
      const [report] = (JSON.parse(said) as Reports).reports
      const file = join(folder, `${form}.out`)
      await run('served', 'write', `cartograph.${form}`, '--out', file)
      const { isSame, broken } = await compared(file, form, variants)
      rmSync(file)
      feeds.push({
        form,
        rows: report?.items ?? 0,
        bytes: report?.bytes ?? 0,
        workMs: report?.durationMs ?? 0,
        peakMemory,
        isSame,
        broken,
      })
    }
    return { variants, feeds }
  } finally {
    rmSync(folder, { recursive: true })
  }
}

interface Reports {
  readonly reports: readonly {
    readonly items: number
    readonly bytes?: number
    readonly durationMs: number
  }[]
}

async function compared(
  file: string,
  form: MeasuredForm,
  variants: number,
): Promise<{ readonly isSame: boolean; readonly broken: number }> {
  let [index, different, broken] = [0, 0, 0]
  for await (const row of parsedRows(file, form)) {
    const expected = expectedRow(index)
    const names = Object.keys({ ...expected, ...row })
    if (names.some((name) => expected[name] !== row[name])) different += 1
    if (brokenRules(row).length > 0) broken += 1
    index += 1
  }
  return { isSame: index === variants && different === 0, broken }
}

async function runCommand(
  folder: string,
  words: readonly string[],
): Promise<{ readonly said: string; readonly peakMemory: number }> {
  const options = [...commandFlags, `--import=${witness}`]
  const child = spawn(
    process.execPath,
    [...options, command, ...words, '--config', join(folder, 'cartograph.yaml')],
    {
      env: { MALLOC_ARENA_MAX: '1', ...process.env },
      stdio: ['ignore', 'pipe', 'pipe'],
    },
  )
  let said = ''
  let told = ''
  child.stdout.on('data', (chunk: Buffer) => (said += chunk.toString()))
  child.stderr.on('data', (chunk: Buffer) => (told += chunk.toString()))
  const code = await new Promise((resolve) => child.once('close', resolve))
  if (code !== 0) throw new Error(`The command ended with ${String(code)}: ${told}${said}`)
  return { said, peakMemory: Number(/peak memory (\d+)/.exec(told)?.[1]) }
}
