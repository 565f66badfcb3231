import { faultOf, type CheckReport, type Context } from '@cartograph/core'
import { filesOf } from './bytes.ts'
import type { Settings } from './settings.ts'
import { sourceFiles } from './source-files.ts'
import { neededColumns } from './source-streams.ts'
import { walkFile } from './walk.ts'

/**
 * Opens every file of every source and reads its head.
 *
 * Whether the directory can be written to is not tried, since a check changes nothing.
 */
export async function checkFiles(context: Context<Settings>): Promise<CheckReport> {
  const { config } = context
  filesOf(context)
  const problems: NonNullable<CheckReport['problems']>[number][] = []
  for (const name of Object.keys(config.sources ?? {})) {
    const part = `streams.${name}` as const
    const warn = (message: string, hint: string) =>
      problems.push({
        severity: 'warning',
        part,
        fault: { $fault: 'v1', kind: 'config', scope: 'part', message, hint },
      })
    try {
      const { files, rejected } = await checkSource(context, name)
      if (files === 0)
        warn(
          `No file of ${name} fits its pattern yet.`,
          'Put a file there, or change `path` and `pattern` in the settings.',
        )
      if (rejected > 0)
        warn(
          `At the beginning of the files of ${name}, ${rejected === 1 ? 'a row' : `${rejected} rows`} cannot be read as the settings say.`,
          'A sync shows each with its line and column.',
        )
    } catch (error) {
      problems.push({ severity: 'error', part, fault: faultOf(error, `sources.${name}`) })
    }
  }
  const { directory } = config
  return { account: directory === undefined ? {} : { name: directory }, problems }
}

async function checkSource(
  context: Context<Settings>,
  name: string,
): Promise<{ readonly files: number; readonly rejected: number }> {
  const { config, signal, log } = context
  const files = filesOf(context)
  const source = config.sources?.[name]
  if (source === undefined) return { files: 0, rejected: 0 }
  const needed = neededColumns(source, undefined)
  const found = await sourceFiles(files, config, source)
  let rejected = 0
  for (const { path } of found) {
    const walk = walkFile({ files, path, source, needed, signal, log }, undefined)
    const page = await walk.next()
    await walk.return()
    if (page.done !== true) rejected += page.value.items.filter(({ op }) => op === 'reject').length
  }
  return { files: found.length, rejected }
}
