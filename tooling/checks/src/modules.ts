import { globSync, readFileSync } from 'node:fs'
import { join, posix } from 'node:path'

import { parseSync, Visitor } from 'oxc-parser'

export interface Import {
  readonly specifier: string
  readonly line: number
  /** The file that a relative specifier names, relative to the repository. */
  readonly file?: string
}

export interface Module {
  /** Relative to the repository, with forward slashes. */
  readonly file: string
  /** The package's folder: `core`, `connectors/file`. */
  readonly package: string
  /** Tests, and what only tests use: `*.test.ts` and everything in a folder called `testing`. */
  readonly isTest: boolean
  readonly imports: readonly Import[]
}

const sources = ['core/src/**/*.{ts,tsx}', '{connectors,apps,tooling}/*/src/**/*.{ts,tsx}']

/** All modules of all packages, with what they import, export from and import on demand, types included. */
export function readModules(root: string): readonly Module[] {
  return globSync(sources, { cwd: root, exclude: (name) => name === 'node_modules' })
    .map((file) => file.replaceAll('\\', '/'))
    .toSorted()
    .map((file) => moduleOf(file, readFileSync(join(root, file), 'utf8')))
}

function moduleOf(file: string, text: string): Module {
  const depth = file.startsWith('core/') ? 1 : 2
  return {
    file,
    package: file.split('/').slice(0, depth).join('/'),
    isTest: /\.test\.tsx?$/u.test(file) || file.split('/').includes('testing'),
    imports: specifiersOf(file, text).map((found) => importOf(file, text, found)),
  }
}

function importOf(
  file: string,
  text: string,
  { specifier, start }: { readonly specifier: string; readonly start: number },
): Import {
  const line = lineAt(text, start)
  if (!specifier.startsWith('.')) return { specifier, line }
  return { specifier, line, file: posix.join(posix.dirname(file), specifier) }
}

/** Line of an offset, from 1. */
export function lineAt(text: string, offset: number): number {
  return text.slice(0, offset).split('\n').length
}

function specifiersOf(file: string, text: string) {
  const { program } = parseSync(file, text)
  const found: { readonly specifier: string; readonly start: number }[] = []
  const note = (
    source: { readonly type: string; readonly value?: unknown; readonly start: number } | null,
  ) => {
    if (source?.type === 'Literal' && typeof source.value === 'string') {
      found.push({ specifier: source.value, start: source.start })
    }
  }
  new Visitor({
    ImportDeclaration: ({ source }) => note(source),
    ExportAllDeclaration: ({ source }) => note(source),
    ExportNamedDeclaration: ({ source }) => note(source),
    ImportExpression: ({ source }) => note(source),
    TSImportType: ({ source }) => note(source),
  }).visit(program)
  return found
}
