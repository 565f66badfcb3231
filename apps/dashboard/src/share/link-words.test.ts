import { existsSync, readFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { expect, test } from 'vitest'
import english from '../words/messages/en.json' with { type: 'json' }

/** Every source that a file brings with it, itself too. */
function sourcesOf(path: string, known = new Map<string, string>()): ReadonlyMap<string, string> {
  if (known.has(path) || !existsSync(path)) return known
  const source = readFileSync(path, 'utf8')
  known.set(path, source)
  for (const [, name = ''] of source.matchAll(/(?:from|import\()\s*'(\.[^']+\.tsx?)'/gu))
    sourcesOf(join(dirname(path), name), known)
  return known
}

test('the page of links says nothing that only the words of other pages have', () => {
  const start = fileURLToPath(new URL('./main.tsx', import.meta.url))
  const sources = [...sourcesOf(start).values()]
  const said = Object.keys(english).filter((key) => {
    const beginning = key.slice(0, key.indexOf('.') + 1)
    return sources.some(
      (source) => source.includes(`'${key}'`) || source.includes(`\`${beginning}\${`),
    )
  })
  expect(sources.length).toBeGreaterThan(20)
  expect(said).toStrictEqual([])
})
