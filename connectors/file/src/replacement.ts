import { randomUUID } from 'node:crypto'
import type { Context, Json, Outcome, SinkItem } from '@cartograph/core'
import * as z from 'zod'
import { filesOf } from './bytes.ts'
import { framedOutput, openOutput } from './output.ts'
import type { SinkFormat } from './row-format.ts'
import {
  mergeRuns,
  runColumns,
  runPath,
  sessionFiles,
  sessionPattern,
  writeChanges,
  writeRun,
  type RunEntry,
} from './runs.ts'
import type { Settings } from './settings.ts'
import type { SinkRow } from './sink-rows.ts'
import { writeSheet } from './spreadsheet/write-sheet.ts'
import { directoryOf, failedOutcome, ok, targetsOf, type FileItem } from './targets.ts'
import { rowChanges } from './upsert.ts'

const session = z.object({ token: z.string() })

/** Above so many, runs are merged into one, so that a commit opens a bounded number of files. */
const mostRuns = 32

/** Begins a full replacement: rows are collected in hidden files beside their target. */
export async function beginReplacement(context: Context<Settings>): Promise<Json> {
  directoryOf(context.config)
  return { token: randomUUID() }
}

/** Writes a batch as a run of its own. A batch that comes twice is merged with itself. */
export async function stageRows(
  context: Context<Settings>,
  format: SinkFormat,
  items: readonly SinkItem<FileItem>[],
  given: Json,
): Promise<readonly Outcome[]> {
  const { token } = session.parse(given)
  const files = filesOf(context)
  const folder = directoryOf(context.config)
  const outcomes: Outcome[] = Array.from({ length: items.length }, () => ok)
  for (const { file, places } of targetsOf(items)) {
    const target = `${file}.${format.extension}`
    try {
      const runs = await sessionFiles(files, folder, token, target)
      const number = runs.reduce((most, run) => Math.max(most, Number(run.number)), 0)
      const [keyColumn] = await runColumns(
        files,
        runs.slice(0, 1).map(({ path }) => path),
      )
      const { changes, failed } = rowChanges(
        items,
        places,
        format,
        format.hasHeader ? keyColumn : undefined,
      )
      for (const [place, outcome] of failed) outcomes[place] = outcome
      if (changes.size > 0)
        await writeChanges(files, runPath(folder, token, { target, number: number + 1 }), changes)
      if (runs.length >= mostRuns) await compact(context, token, target)
    } catch (error) {
      const outcome = failedOutcome(error)
      for (const place of places) outcomes[place] = outcome
    }
  }
  return outcomes
}

/** The merged run takes the place of the last, which wins over what is left of the others. */
async function compact(context: Context<Settings>, token: string, target: string): Promise<void> {
  const files = filesOf(context)
  const runs = await sessionFiles(files, directoryOf(context.config), token, target)
  const paths = runs.map(({ path }) => path)
  const last = paths.at(-1)
  if (last === undefined) return
  await writeRun(files, last, await runColumns(files, paths), mergeRuns(files, paths))
  for (const path of paths.slice(0, -1)) await files.remove(path)
}

/**
 * Makes each file of the session visible at once.
 *
 * A mark says that a file is in its place before its runs go, so a commit that was interrupted can be repeated.
 */
export async function commitReplacement(
  context: Context<Settings>,
  format: SinkFormat,
  given: Json,
): Promise<void> {
  const { token } = session.parse(given)
  const files = filesOf(context)
  const folder = directoryOf(context.config)
  const left = await sessionFiles(files, folder, token)
  for (const target of new Set(left.map((file) => file.target))) {
    const own = left.filter((file) => file.target === target)
    const runs = own.filter(({ number }) => number !== 'done').map(({ path }) => path)
    const mark = runPath(folder, token, { target, number: 'done' })
    if (own.every(({ number }) => number !== 'done')) {
      await writeTarget(context, format, `${folder}/${target}`, runs)
      const output = await openOutput(files, mark)
      await output.close()
    }
    for (const path of runs) await files.remove(path)
    await files.remove(mark)
  }
  await sweep(context, token)
}

async function writeTarget(
  { signal, ...context }: Context<Settings>,
  format: SinkFormat,
  path: string,
  runs: readonly string[],
): Promise<void> {
  const files = filesOf(context)
  const columns = format.hasHeader ? await runColumns(files, runs) : []
  const output = await openOutput(files, path)
  const rows = rowsOf(mergeRuns(files, runs), signal)
  try {
    if (format.extension === 'xlsx') {
      await writeSheet(output, columns, rows)
      await output.close()
    } else {
      const framed = framedOutput(output, format.frame)
      await framed.write(format.headerOf(columns))
      for await (const part of rows) await framed.writeAll(format.linesOf(part, columns))
      await framed.close()
    }
  } catch (error) {
    await output.abort(error)
    throw error
  }
}

async function* rowsOf(
  entries: AsyncIterable<readonly RunEntry[]>,
  signal: AbortSignal,
): AsyncGenerator<readonly SinkRow[], void> {
  for await (const part of entries) {
    signal.throwIfAborted()
    yield part.flatMap(({ row }) => (row === null ? [] : [row]))
  }
}

/** Gives a replacement up; nothing of it was visible. */
export async function abortReplacement(context: Context<Settings>, given: Json): Promise<void> {
  const { token } = session.parse(given)
  await sweep(context, token)
}

/** Removes whatever a session left, also what was still being written when the process ended. */
async function sweep({ config, ...context }: Context<Settings>, token: string): Promise<void> {
  const files = filesOf(context)
  const paths: string[] = []
  for await (const { path } of files.list(sessionPattern(directoryOf(config), token)))
    paths.push(path)
  for (const path of paths) await files.remove(path)
}
