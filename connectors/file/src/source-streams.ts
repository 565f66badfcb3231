import type { Files, Stream } from '@cartograph/core'
import * as z from 'zod'
import { filesOf } from './bytes.ts'
import type { ColumnSettings } from './column-settings.ts'
import type { Found, FoundColumn } from './discover.ts'
import { formatByName, hasFields } from './format.ts'
import { fileColumn, lineColumn } from './header.ts'
import { positionSchema, type FilePosition } from './position.ts'
import { keyOf, type Row } from './rows.ts'
import { sampleFile, type Sample } from './sample.ts'
import { kit, type Settings, type SourceSettings } from './settings.ts'
import { pathOf, sourceFiles, unpackedSize, type SourceFile } from './source-files.ts'
import { walkFile } from './walk.ts'

const params = z.object({
  /** Name of the file in its folder, so that moving the folder moves no file. */
  path: z.string(),
})

/** One stream for each source. */
export function sourceStreams(
  config: Settings,
  found: Found | null,
): Readonly<Record<string, Stream<Settings>>> {
  return Object.fromEntries(
    Object.entries(config.sources ?? {}).map(([name, source]) => [
      name,
      sourceStream(source, found?.sources[name]?.columns ?? []),
    ]),
  )
}

function sourceStream(source: SourceSettings, found: readonly FoundColumn[]) {
  const needed = neededColumns(source, found)
  const isOnlyFile = source.pattern === undefined
  const place = isOnlyFile ? [lineColumn] : [fileColumn, lineColumn]
  return kit.stream<Row, z.infer<typeof params>, FilePosition>({
    schema: rowSchema(source, found),
    key: (row) => keyOf(row, source.key ?? place) ?? '',
    deletes: source.deletes ?? 'absent',
    list: {
      params,
      position: positionSchema,
      paging: 'stable',
      async *plan(context) {
        const files = filesOf(context)
        const all = await sourceFiles(files, context.config, source)
        const [first] = all
        const sample =
          first === undefined ? undefined : await sampleFile(context, files, first.path, source)
        for (const file of all) {
          const estimate = await rowsOf(files, file, sample)
          // Another file in the place of the only one is the same source: what it lacks is gone.
          const scope = isOnlyFile ? {} : { scope: file.name }
          yield { params: { path: file.name }, ...scope, tail: true, ...estimate }
        }
      },
      read(context, slice, from) {
        const { config, signal, log } = context
        const path = pathOf(config, source, slice.params.path)
        return walkFile({ files: filesOf(context), path, source, needed, signal, log }, from)
      },
    },
  })
}

/** How many rows a file probably has; of a spreadsheet nobody knows before it is read. */
async function rowsOf(
  files: Files,
  file: SourceFile,
  sample: Sample | undefined,
): Promise<{ readonly estimate?: number }> {
  if (sample !== undefined && sample.rows.length > 0 && sample.rowBytes === undefined) return {}
  const size = await unpackedSize(files, file)
  return { estimate: Math.round(size / (sample?.rowBytes ?? size + 1)) }
}

/** The columns without which a file is not what the settings and mappings speak of. */
export function neededColumns(
  source: SourceSettings,
  found: readonly FoundColumn[] | undefined,
): readonly string[] {
  if (isOfFields(source)) return source.key ?? []
  const declared = [...(source.key ?? []), ...Object.keys(source.columns ?? {})]
  const known = (found ?? []).filter(({ everywhere }) => everywhere).map(({ name }) => name)
  return [...new Set([...declared, ...known])]
}

/** Objects need not have the same fields, so none is asked for but the key. */
function isOfFields(source: SourceSettings): boolean {
  return hasFields(source.format ?? formatByName(source.pattern ?? source.path ?? ''))
}

/** What rows look like, so that a mapping's mistyped column is found before it is saved. */
function rowSchema(source: SourceSettings, found: readonly FoundColumn[]): z.ZodType<Row> {
  const named = source.header === true || source.header === undefined ? [] : source.header
  const names = new Set([
    ...named,
    ...found.map(({ name }) => name),
    ...(source.key ?? []),
    ...Object.keys(source.columns ?? {}),
  ])
  const needed = new Set(neededColumns(source, found))
  const shape: Record<string, z.ZodType> = {}
  for (const name of names) {
    const column = valueSchema(source.columns?.[name], isOfFields(source))
    shape[name] = needed.has(name) || named.includes(name) ? column : column.optional()
  }
  if (source.key === undefined) {
    shape[fileColumn] = z.string().meta({ description: 'The file that the row stands in.' })
    shape[lineColumn] = z.int().meta({ description: 'The line on which the row begins.' })
  }
  return z.looseObject(shape) as unknown as z.ZodType<Row>
}

function valueSchema(column: ColumnSettings | undefined, isFree: boolean): z.ZodType {
  if (column === undefined) return isFree ? z.unknown() : z.string()
  if (column.type === 'text' && column.emptyIsMissing !== true) return z.string()
  return typed[column.type].nullable()
}

const typed: Readonly<Record<ColumnSettings['type'], z.ZodType>> = {
  text: z.string(),
  integer: z.int(),
  decimal: z.string().meta({ description: 'Exact decimal text.' }),
  boolean: z.boolean(),
  date: z.string().meta({ format: 'date' }),
  instant: z.string().meta({ format: 'date-time' }),
}
