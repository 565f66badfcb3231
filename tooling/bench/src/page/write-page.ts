/** Writes `docs/benchmarks.md` from the results; with `--check` it fails where the page is another. */
import { existsSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { benchmarksPage } from './benchmarks-page.ts'
import { readResults } from './result.ts'
import { reasons } from './reasons.ts'
import { sections } from './sections.ts'
import { targets } from './targets.ts'
import { closing, opening } from './words.ts'

export const resultsFolder = fileURLToPath(new URL('../../results/', import.meta.url))
const pageFile = fileURLToPath(new URL('../../../../docs/benchmarks.md', import.meta.url))

function pageText(): string {
  return benchmarksPage({
    targets,
    reasons,
    sections,
    results: existsSync(resultsFolder) ? readResults(resultsFolder) : [],
    opening,
    closing: closing(join(resultsFolder, 'profiles')),
  })
}

export function writePage(): void {
  writeFileSync(pageFile, pageText())
}

if (import.meta.main) {
  const isCurrent = existsSync(pageFile) && readFileSync(pageFile, 'utf8') === pageText()
  if (!process.argv.includes('--check')) writePage()
  else if (!isCurrent) {
    console.error('The page is not what the results give; it was written from others.')
    process.exitCode = 1
  }
}
