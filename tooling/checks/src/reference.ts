import { execFileSync } from 'node:child_process'
import { globSync, mkdirSync } from 'node:fs'
import { basename, dirname, join } from 'node:path'
import { fileURLToPath } from 'node:url'

import type { Problem } from './problem.ts'
import { report } from './problem.ts'

/**
 * The reference pages of our connectors and of the API: `node tooling/checks/src/reference.ts` writes them, with `--check` it fails where
 * one is stale.
 */
const root = fileURLToPath(new URL('../../..', import.meta.url))
const isCheck = process.argv.includes('--check')
const folder = 'docs/reference/connectors'
const command = [
  '--conditions=@cartograph/source',
  '--disable-warning=ExperimentalWarning',
  join(root, 'apps/host/src/cli/main.ts'),
]

function run(what: string, file: string): readonly Problem[] {
  const words = ['docs', what, '--out', file, ...(isCheck ? ['--check'] : [])]
  try {
    execFileSync(process.execPath, [...command, ...words], { cwd: root, stdio: 'pipe' })
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
    ...names.flatMap((name) => run(name, `${folder}/${name}.md`)),
    ...run('--api', 'docs/reference/api.md'),
  ],
  `${names.length + 1} pages`,
)
