import { expect, test } from 'vitest'
import { benchmarksPage, type PageParts } from './benchmarks-page.ts'
import type { Result } from './result.ts'

const result: Result = {
  subject: 'stripe',
  day: '2026-11-26',
  size: 'full',
  machine: {
    processor: 'Example',
    cores: 2,
    memoryGb: 25,
    system: 'linux x64',
    node: '24.21.0',
    sqlite: '3.51.0',
    load: 0.4,
  },
  isSame: true,
  measured: { speed: 16_000 },
  table: ['run   objects/s', 'first     16000'],
  figures: {},
}
const parts: PageParts = {
  targets: [
    {
      id: 'speed',
      subject: 'stripe',
      what: 'reading',
      figure: 'speed',
      bound: 15_000,
      is: 'at least',
      unit: 'objects/s',
    },
    {
      id: 'ratio',
      subject: 'peers',
      what: 'reading',
      figure: 'over the peer',
      bound: 5,
      is: 'at least',
      unit: '×',
    },
  ],
  reasons: [{ of: ['ratio'], why: '_Over the peer_: it is nearer to the disk.' }],
  sections: [
    { subject: 'stripe', title: 'Stripe', method: 'An account is read.' },
    { subject: 'peers', title: 'Peers', method: 'Others read it.' },
  ],
  results: [result],
  opening: '# Benchmarks',
  closing: '## Limits',
}

test('the page says what was promised, what was measured, and what nobody measured', () => {
  expect(benchmarksPage(parts)).toBe(`# Benchmarks

## Targets

| what | figure | target | measured | verdict |
| --- | --- | --- | --- | --- |
| reading | speed | ≥ 15,000 objects/s | 16,000 objects/s | holds |
|  | over the peer | ≥ 5 × |  | not measured |

## Stripe

An account is read.

\`\`\`text
run   objects/s
first     16000
\`\`\`

Measured on 2026-11-26, on 2 cores (Example), 25 GB, linux x64, Node 24.21.0, SQLite 3.51.0. Again: \`npm run bench -- all --only stripe\`.

## Peers

Others read it.

Not measured yet.

## Limits
`)
})

test('figures of a run that gave something else do not count', () => {
  const page = benchmarksPage({ ...parts, results: [{ ...result, isSame: false }] })
  expect(page).toContain('| reading | speed | ≥ 15,000 objects/s |  | not measured |')
  expect(page).toContain('**What came out was not what should have. No figure counts.**')
})

test('a page that was measured beside other work, or on little, says so', () => {
  const machine = { ...result.machine, load: 7.3 }
  const page = benchmarksPage({ ...parts, results: [{ ...result, size: 'small', machine }] })
  expect(page).toContain('**The machine was busy** (load 7.3)')
  expect(page).toContain('on small inputs, which says nothing about speed')
})

test('what falls short is explained, or is said to be unexplained', () => {
  const peers = { ...result, subject: 'peers', measured: { ratio: 4 } }
  const slow = { ...result, measured: { speed: 9000 } }
  const page = benchmarksPage({ ...parts, results: [slow, peers] })
  expect(page).toContain(`## What falls short, and why

- _Over the peer_: it is nearer to the disk.
- reading, speed: nobody has found out why.
`)
})
