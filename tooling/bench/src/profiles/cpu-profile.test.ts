import { expect, test } from 'vitest'
import { selfTimes } from './cpu-profile.ts'
import { profileText } from './profile-text.ts'

const frame = (id: number, functionName: string, url: string) => ({
  id,
  callFrame: { functionName, url, lineNumber: 9 },
})
const root = '/somewhere/'
const profile = {
  nodes: [
    frame(1, '(root)', ''),
    frame(2, '(idle)', ''),
    frame(3, 'commitPage', 'file:///somewhere/apps/host/src/store/records.ts'),
    frame(
      4,
      'run',
      'file:///somewhere/node_modules/.pnpm/better-sqlite3/node_modules/better-sqlite3/lib/a.js',
    ),
    frame(5, '(garbage collector)', ''),
    frame(6, '', 'node:events'),
  ],
  samples: [2, 3, 3, 4, 5, 6, 3],
  timeDeltas: [1000, 1000, 1000, 1000, 1000, 1000, 90_000],
}

test('a function counts for itself, waiting counts for nobody, and places are within the repository', () => {
  expect(
    selfTimes(profile, root).map(({ what, where, group }) => [what, where, group]),
  ).toStrictEqual([
    ['commitPage', 'apps/host/src/store/records.ts:10', 'apps/host'],
    ['run', 'better-sqlite3/lib/a.js:10', 'SQLite'],
    ['(garbage collector)', '', 'collecting garbage'],
    ['anonymous', 'node:events:10', 'Node'],
  ])
})

test('while another program has the processor, nothing is computed', () => {
  const [first] = selfTimes(profile, root)
  expect(first?.ms).toBe(4)
})

test('the text says whose time it is, and what a record takes of it', () => {
  const text = profileText('reading', selfTimes(profile, root), 10)
  expect(text).toContain('reading: 10 records, 7 ms of computing')
  expect(text).toMatch(/^apps\/host +4 +57\.1 % +400\.00$/m)
})
