import { existsSync, lstatSync, readFileSync, readlinkSync, realpathSync } from 'node:fs'
import { dirname, join, resolve } from 'node:path'
import * as z from 'zod'

const names = z.record(z.string(), z.unknown()).optional()
const manifest = z.looseObject({
  dependencies: names,
  optionalDependencies: names,
  peerDependencies: names,
})

/**
 * The folders that a package's code is in: its own, and those of everything it depends on, as a package manager laid
 * them out; both where a link stands and where it leads.
 */
export function readableFolders(packageFolder: string): ReadonlySet<string> {
  const found = new Set<string>()
  const open = [packageFolder]
  for (let folder = open.pop(); folder !== undefined; folder = open.pop()) {
    const real = realpathSync(folder)
    const isKnown = found.has(real)
    for (const step of stepsTo(folder)) found.add(step)
    found.add(real)
    if (isKnown) continue
    for (const name of dependenciesOf(real)) {
      const at = installedFrom(real, name)
      if (at !== undefined) open.push(at)
    }
  }
  return found
}

/** A place, and where each link on the way leads. */
function stepsTo(place: string): readonly string[] {
  const steps = [place]
  for (let at = place; lstatSync(at).isSymbolicLink(); steps.push(at))
    at = resolve(dirname(at), readlinkSync(at))
  return steps
}

function dependenciesOf(folder: string): readonly string[] {
  try {
    const read = manifest.parse(JSON.parse(readFileSync(join(folder, 'package.json'), 'utf8')))
    const lists = [read.dependencies, read.optionalDependencies, read.peerDependencies]
    return lists.flatMap((list) => Object.keys(list ?? {}))
  } catch {
    return []
  }
}

/** Where Node finds a package from a folder; undefined where it is not installed, as an optional one may be. */
function installedFrom(folder: string, name: string): string | undefined {
  for (let at = folder; ; at = dirname(at)) {
    const place = join(at, 'node_modules', name)
    if (existsSync(join(place, 'package.json'))) return place
    if (dirname(at) === at) return undefined
  }
}
