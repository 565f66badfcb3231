import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { gzipSync } from 'node:zlib'
import { budgetProblems } from './budgets.ts'

// What was built, held against what whoever opens the page has to load.
const folder = fileURLToPath(new URL('../../dist', import.meta.url))
const sizes = new Map(
  readdirSync(folder, { recursive: true, encoding: 'utf8' })
    .filter((name) => /\.(?:js|css)$/u.test(name))
    .map((name) => [
      `/${name.replaceAll('\\', '/')}`,
      gzipSync(readFileSync(join(folder, name))).length,
    ]),
)
const { problems, text } = budgetProblems(readFileSync(join(folder, 'index.html'), 'utf8'), sizes)
console.log(text)
for (const problem of problems) console.error(problem)
process.exitCode = problems.length === 0 ? 0 : 1
