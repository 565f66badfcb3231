import { execFileSync } from 'node:child_process'
import { globSync, readFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { fileURLToPath } from 'node:url'

import { missingChangesets, type PublishedPackage } from './changeset-rules.ts'
import { report } from './problem.ts'

const root = fileURLToPath(new URL('../../..', import.meta.url))
const git = (...words: readonly string[]) =>
  execFileSync('git', words, { cwd: root, encoding: 'utf8' }).trim()

/** A package's last release is the last commit that wrote its change log. */
function publishedPackage(file: string): readonly PublishedPackage[] {
  const manifest = JSON.parse(readFileSync(join(root, file), 'utf8')) as {
    readonly name: string
    readonly private?: boolean
  }
  if (manifest.private === true) return []
  const folder = dirname(file)
  const release = git('log', '-1', '--format=%H', '--', `${folder}/CHANGELOG.md`)
  const changed =
    release === ''
      ? git('ls-files', '--', folder)
      : git('diff', '--name-only', `${release}..HEAD`, '--', folder)
  return [{ name: manifest.name, file, changed: changed.split('\n').filter(Boolean) }]
}

const packages = globSync(['core/package.json', '{connectors,apps,tooling}/*/package.json'], {
  cwd: root,
}).flatMap(publishedPackage)
const changesets = globSync('.changeset/*.md', { cwd: root }).map((file) =>
  readFileSync(join(root, file), 'utf8'),
)
report(
  'changesets',
  missingChangesets(packages, changesets),
  `${packages.length} packages, ${changesets.length} changesets`,
)
