import { globSync, readFileSync } from 'node:fs'
import { join, sep } from 'node:path'
import { fileURLToPath } from 'node:url'
import type { Documents } from './document-links.ts'

const root = fileURLToPath(new URL('../../..', import.meta.url))
const patterns = [
  '*.md',
  'docs/**/*.md',
  'core/README.md',
  '{apps,connectors,tooling}/*/README.md',
  'tooling/create-connector/template/README.md',
]

/** The pages that the project has for people. */
export function readDocuments(): Documents {
  return new Map(rootFiles(patterns).map((file) => [file, readFileSync(join(root, file), 'utf8')]))
}

/** Files by their paths from the root, with forward slashes. */
export function rootFiles(wanted: readonly string[]): readonly string[] {
  return globSync([...wanted], { cwd: root }).map((file) => file.split(sep).join('/'))
}
