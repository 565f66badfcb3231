import { readFile } from 'node:fs/promises'
import { basename, isAbsolute, join, relative } from 'node:path'
import * as z from 'zod'
import { findConnectorPackage } from './package.ts'

/** A text that people take from a connector's package to its vendor, such as a script. */
export interface Handout {
  readonly name: string
  readonly text: string
}

const manifest = z.looseObject({
  cartograph: z.looseObject({ handouts: z.array(z.string()).optional() }),
})

/** What a connector's package brings for people to copy; a file that is not built is left out. */
export async function connectorHandouts(
  connector: string,
  folder: string,
): Promise<readonly Handout[]> {
  const found = await findConnectorPackage(connector, folder)
  if ('message' in found) return []
  const text = await readFile(join(found.folder, 'package.json'), 'utf8')
  const { handouts = [] } = manifest.parse(JSON.parse(text)).cartograph
  const read = await Promise.all(handouts.map((path) => handoutAt(found.folder, path)))
  return read.filter((handout) => handout !== undefined)
}

async function handoutAt(folder: string, path: string): Promise<Handout | undefined> {
  const file = join(folder, path)
  const way = relative(folder, file)
  if (way.startsWith('..') || isAbsolute(way)) return undefined
  try {
    return { name: basename(file), text: await readFile(file, 'utf8') }
  } catch {
    return undefined
  }
}
