import { execFileSync } from 'node:child_process'
import { globSync, mkdirSync } from 'node:fs'
import { basename, dirname, join } from 'node:path'
import { fileURLToPath } from 'node:url'

import type { Problem } from './problem.ts'
import { report } from './problem.ts'

/**
 * The reference pages of our connectors and of the API, and that of the benchmarks: `node tooling/checks/src/reference.ts` writes them,
 * with `--check` it fails where one is stale.
 */
const root = fileURLToPath(new URL('../../..', import.meta.url))
const isCheck = process.argv.includes('--check')
const folder = 'docs/reference/connectors'
const flags = ['--conditions=@cartograph/source', '--disable-warning=ExperimentalWarning']

function reference(what: string, file: string): readonly Problem[] {
  return run(file, ['apps/host/src/cli/main.ts', 'docs', what, '--out', file])
}

function run(file: string, words: readonly string[]): readonly Problem[] {
  const given = [...flags, ...words, ...(isCheck ? ['--check'] : [])]
  try {
    execFileSync(process.execPath, given, { cwd: root, stdio: 'pipe' })
    return []
  } catch (error) {
    const said = error instanceof Error && 'stderr' in error ? String(error.stderr) : String(error)
    return [{ file, message: `${said.trim()}; all pages: node tooling/checks/src/reference.ts` }]
  }
}

mkdirSync(join(root, folder), { recursive: true })
const names = globSync('connectors/*/package.json', { cwd: root })
  .map((file) => basename(dirname(file)))
  .toSorted()
report(
  'reference',
  [
    ...names.flatMap((name) => reference(name, `${folder}/${name}.md`)),
    ...reference('--api', 'docs/reference/api.md'),
    ...run('docs/benchmarks.md', ['tooling/bench/src/page/write-page.ts']),
  ],
  `${names.length + 2} pages`,
)
