import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { gzipSync } from 'node:zlib'
import { budgetProblems, shareBudgets, startBudgets } from './budgets.ts'

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
const pages = [
  { file: 'index.html', budgets: startBudgets },
  { file: 'share.html', budgets: shareBudgets },
]
for (const { file, budgets } of pages) {
  const html = readFileSync(join(folder, file), 'utf8')
  const { problems, text } = budgetProblems(budgets, html, sizes)
  console.log(`${file}: ${text}`)
  for (const problem of problems) console.error(`${file}: ${problem}`)
  if (problems.length > 0) process.exitCode = 1
}
