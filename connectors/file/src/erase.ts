import { isFault, type Context, type Key, type Outcome, type Person } from '@cartograph/core'
import { baseName, filesOf } from './bytes.ts'
import { namesPerson, tracesOf, type Traces } from './person-traces.ts'
import { rewriteWithout } from './rewrite-without.ts'
import { csv, formatFor, json, ndjson, tsv, xml, type RowFormat } from './row-format.ts'
import type { Settings } from './settings.ts'
import { sourceFiles } from './source-files.ts'
import { directoryOf } from './targets.ts'

const formats: readonly RowFormat[] = [csv, tsv, ndjson, json, xml]

/**
 * Takes the rows that name a person out of the files that sinks write, those that else only grow too.
 *
 * A row goes whole, because no column says what else in it tells of them. A file that is read is somebody else's, and is left.
 */
export async function eraseFromFiles(
  context: Context<Settings>,
  person: Person,
  keys: Readonly<Record<string, readonly Key[]>>,
): Promise<Outcome> {
  const { config } = context
  const sources = Object.keys(config.sources ?? {}).filter((name) => (keys[name]?.length ?? 0) > 0)
  const reasons = sources.map(
    (name) =>
      `The source ${name} had the person: take them out of its file, which is only read here.`,
  )
  const traces = tracesOf(person)
  if (config.directory !== undefined && traces.length > 0)
    reasons.push(...(await eraseFromFolder(context, traces)))
  return reasons.length === 0
    ? { status: 'ok' }
    : { status: 'skipped', reason: reasons.join(' '), again: 'later' }
}

async function eraseFromFolder(
  context: Context<Settings>,
  traces: Traces,
): Promise<readonly string[]> {
  const files = filesOf(context)
  const read = await pathsRead(context)
  const paths: string[] = []
  for await (const { path } of files.list(`${directoryOf(context.config)}/*`)) paths.push(path)
  const reasons: string[] = []
  for (const path of paths.filter((each) => !read.has(each))) {
    context.signal.throwIfAborted()
    const format = formats.find(({ extension }) => path.endsWith(`.${extension}`))
    if (format === undefined || !(await namesPerson(files, path, traces))) continue
    const merge = { files, path, format: formatFor(format, context.config), signal: context.signal }
    try {
      await rewriteWithout(merge, traces)
    } catch (error) {
      if (!isFault(error) || error.kind !== 'config') throw error
      reasons.push(
        `${baseName(path)} names the person, and no sink wrote it as it is: take them out by hand.`,
      )
    }
  }
  return reasons
}

async function pathsRead(context: Context<Settings>): Promise<ReadonlySet<string>> {
  const paths = new Set<string>()
  for (const source of Object.values(context.config.sources ?? {})) {
    try {
      for (const { path } of await sourceFiles(filesOf(context), context.config, source))
        paths.add(path)
    } catch (error) {
      // A source whose file is gone names nobody.
      if (!isFault(error) || error.kind !== 'config') throw error
    }
  }
  return paths
}
