import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { packageFolder, pages, readPage } from './pages.ts'

const checks = join(packageFolder, '../testkit/src/checks')
const known = new Set(
  readdirSync(checks)
    .flatMap((file) =>
      Array.from(readFileSync(join(checks, file), 'utf8').matchAll(/\bid: '(\w+\.\w+)'/g)),
    )
    .map(([, id]) => id),
)

const sections = pages.flatMap((page) => {
  const [, section] = readPage(page).split('## What the suite catches')
  return section === undefined ? [] : [{ page, section }]
})

test.each(sections)('the checks that $page names are checks of the suite', ({ section }) => {
  const named = [...section.matchAll(/`([a-z]\w*\.[a-z]\w*)`/gi)].map(([, id]) => id)
  expect(named.length).toBeGreaterThan(2)
  expect(named.filter((id) => !known.has(id))).toStrictEqual([])
})
