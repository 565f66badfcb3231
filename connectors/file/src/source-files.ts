import { fault, type Files } from '@cartograph/core'
import { baseName, isGzipName, rawBytes, type FileState } from './bytes.ts'
import type { Settings, SourceSettings } from './settings.ts'

export interface SourceFile extends FileState {
  readonly name: string
  readonly path: string
}

/** Where a source's files lie: the files of a folder that fit a pattern, or one file. */
function placeOf(
  config: Settings,
  source: SourceSettings,
): { readonly folder: string; readonly pattern: string | undefined; readonly name: string } {
  const path = source.path ?? config.directory ?? ''
  if (source.pattern !== undefined)
    return { folder: path.replace(/[/\\]+$/, ''), pattern: source.pattern, name: source.pattern }
  const name = baseName(path)
  return { folder: path.slice(0, -name.length - 1), pattern: undefined, name }
}

/** The path of a source's file. */
export function pathOf(config: Settings, source: SourceSettings, name: string): string {
  const { folder } = placeOf(config, source)
  return source.pattern === undefined && source.path !== undefined
    ? source.path
    : `${folder}/${name}`
}

/**
 * The files of a source, by name.
 *
 * @throws a `config` fault where the one file that it names does not exist.
 */
export async function sourceFiles(
  files: Files,
  config: Settings,
  source: SourceSettings,
): Promise<readonly SourceFile[]> {
  const { folder, pattern } = placeOf(config, source)
  const wanted = pattern === undefined ? (source.path ?? '') : `${folder}/${pattern}`
  const found: SourceFile[] = []
  for await (const { path, size, modifiedAt } of files.list(wanted))
    found.push({ name: baseName(path), path, size, modifiedAt })
  if (found.length === 0 && pattern === undefined)
    throw fault({
      kind: 'config',
      scope: 'part',
      message: `There is no file ${wanted}.`,
      hint: 'Put it there, or change `path` in the settings. To read the files of a folder, add `pattern: "*.csv"`.',
    })
  return found.toSorted((a, b) => (a.name < b.name ? -1 : 1))
}

/** The size of a file's text in bytes: of a gzip file what its end says, true below 4 GB. */
export async function unpackedSize(files: Files, file: SourceFile): Promise<number> {
  if (!isGzipName(file.name) || file.size < 18) return file.size
  const end: Buffer[] = []
  for await (const chunk of rawBytes(files, file.path, file.size - 4)) end.push(chunk)
  const last = Buffer.concat(end)
  return last.length < 4 ? file.size : last.readUInt32LE(last.length - 4)
}
