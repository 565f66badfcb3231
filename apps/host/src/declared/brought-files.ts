import { readdir, rm, stat } from 'node:fs/promises'
import { join, resolve } from 'node:path'
import { fault } from '@cartograph/core'
import { audit, type Actor } from '../access/index.ts'
import { filesFolder, type Configuration } from '../config/index.ts'
import { countRecords, storedEntries, type Store } from '../store/index.ts'

/** A file that somebody brought, and what became of it. */
export interface BroughtFile {
  readonly name: string
  /** As the settings of a connection name it, from the folder of the organisation. */
  readonly path: string
  readonly bytes: number
  readonly changedAt: string
  /** How many records were read from it; missing where a connection reads others as well, or none does. */
  readonly rows?: number
  /** The connections that read it. */
  readonly usedBy: readonly string[]
}

type Parts = {
  readonly store: Store
  readonly configuration: Pick<Configuration, 'folder' | 'organisation' | 'connections'>
}

const fileName = /^[A-Za-z0-9][\w.-]{0,90}\.(?:csv|tsv|txt|ndjson|jsonl|json|xml|xlsx|xlsm|xls)$/u

export function isFileName(name: string): boolean {
  return fileName.test(name)
}

/** Where the files lie that people of an organisation bring. */
export function broughtFolder({ folder, organisation }: Parts['configuration']): string {
  return join(filesFolder({ folder, written: { organisation } }), 'uploads')
}

/** As the settings of a connection name it. */
export function broughtPath(name: string): string {
  return `./uploads/${name}`
}

/** The files that were brought, the newest first. */
export async function broughtFiles(parts: Parts): Promise<readonly BroughtFile[]> {
  const folder = broughtFolder(parts.configuration)
  const names = (await readdir(folder).catch(() => [])).filter(isFileName)
  const found = await Promise.all(
    names.map(async (name) => ({ name, file: await stat(join(folder, name)) })),
  )
  const readers = await readersOf(parts)
  const shown: BroughtFile[] = []
  for (const { name, file } of found.toSorted((a, b) => b.file.mtimeMs - a.file.mtimeMs)) {
    const usedBy = readers
      .filter((reader) => reader.reads(name))
      .map(({ connection }) => connection)
    const rows = await rowsOf(parts, usedBy)
    shown.push({
      name,
      path: broughtPath(name),
      bytes: file.size,
      changedAt: file.mtime.toISOString(),
      ...(rows !== undefined && { rows }),
      usedBy,
    })
  }
  return shown
}

/**
 * Takes a file away.
 *
 * @throws a `notFound` fault where there is none of this name, a `conflict` fault while a connection reads it.
 */
export async function removeBroughtFile(
  parts: Parts,
  name: string,
  { by, now }: { readonly by: Actor; readonly now: number },
): Promise<void> {
  const path = join(broughtFolder(parts.configuration), name)
  const isThere = isFileName(name) && (await stat(path).catch(() => undefined)) !== undefined
  if (!isThere) throw fault({ kind: 'notFound', message: `There is no file ${name}.` })
  const readers = await readersOf(parts)
  const usedBy = readers.filter((reader) => reader.reads(name)).map(({ connection }) => connection)
  if (usedBy.length > 0)
    throw fault({
      kind: 'conflict',
      message: `${name} is read by ${usedBy.join(', ')}.`,
      hint: 'Disconnect what reads it first, or give it another file.',
    })
  await rm(path)
  await parts.store.write((dialect, org) =>
    audit(dialect, org, { at: now, actor: by, action: 'upload.remove', target: name }),
  )
}

interface Reader {
  readonly connection: string
  readonly reads: (name: string) => boolean
}

/** What is wrong in the store reads nothing now, and will once it is mended: so its entry counts as well. */
async function readersOf({ store, configuration }: Parts): Promise<readonly Reader[]> {
  const folder = broughtFolder(configuration)
  const base = resolve(folder, '..')
  const entries = await store.read((dialect, org) => storedEntries(dialect, org))
  const paths = new Map<string, readonly string[]>([
    ...entries
      .filter(({ section }) => section === 'connections')
      .map(({ id, value }) => [id, pathsIn(JSON.parse(value), base)] as const),
    ...[...configuration.connections.values()].map(
      (connection) => [connection.id, connection.paths] as const,
    ),
  ])
  return [...paths].map(([connection, own]) => ({
    connection,
    reads: (name) => own.some((path) => leadsTo(path, join(folder, name))),
  }))
}

function pathsIn(value: unknown, base: string): readonly string[] {
  if (typeof value === 'string') return value.includes('/') ? [resolve(base, value)] : []
  if (typeof value !== 'object' || value === null) return []
  return Object.values(value).flatMap((each) => pathsIn(each, base))
}

/** A pattern counts from where it begins: better one file too many than one that is missed. */
function leadsTo(path: string, file: string): boolean {
  const [fixed = ''] = path.split(/[*?[{]/u, 1)
  return fixed === path ? path === file : file.startsWith(fixed)
}

/** Of a connection that reads this file alone, all that it read. */
async function rowsOf(
  { store, configuration }: Parts,
  usedBy: readonly string[],
): Promise<number | undefined> {
  const [id = ''] = usedBy
  const connection = configuration.connections.get(id)
  if (usedBy.length !== 1 || connection?.paths.length !== 1) return undefined
  const { streams = {} } = connection.connector.parts({ config: connection.config, found: null })
  return store.read(function* (dialect, org) {
    let rows = 0
    for (const stream of Object.keys(streams))
      rows += (yield* countRecords(dialect, org, { connection: id, stream })).live
    return rows
  })
}
