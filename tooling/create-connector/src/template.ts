import { readdirSync, readFileSync } from 'node:fs'
import { join, relative, sep } from 'node:path'
import { fileURLToPath } from 'node:url'
import type { TextFile, Versions } from './written-files.ts'

const own = fileURLToPath(new URL('..', import.meta.url))

/** The template of this package, as it is published with it. */
export function readTemplate(): readonly TextFile[] {
  const folder = join(own, 'template')
  return readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => {
      const file = join(entry.parentPath, entry.name)
      return {
        path: relative(folder, file).split(sep).join('/'),
        text: readFileSync(file, 'utf8'),
      }
    })
}

/** The versions that this package was made and tested with stand in its own manifest. */
export function testedVersions(): Versions {
  const manifest = JSON.parse(readFileSync(join(own, 'package.json'), 'utf8')) as {
    readonly devDependencies?: Versions
  }
  return manifest.devDependencies ?? {}
}
