import { readFileSync } from 'node:fs'
import { expect, test } from 'vitest'
import { parseSegment, predefinedSegments, segmentFields } from '../../segments/index.ts'
import { metrics } from './catalogue.ts'
import { dimensions } from './dimensions.ts'

function page(name: string): readonly string[] {
  const text = readFileSync(
    new URL(`../../../../../docs/analytics/${name}`, import.meta.url),
    'utf8',
  )
  return text.split('\n')
}

function isSaid(lines: readonly string[], id: string, words: string): boolean {
  return lines.some((line) => line.startsWith(`| \`${id}\` `) && line.includes(words))
}

test('the page of metrics says of each what the catalogue says', () => {
  const lines = page('metrics.md')
  const missing = [...metrics, ...dimensions].filter(
    ({ id, definition }) => !isSaid(lines, id, definition),
  )
  expect(missing.map(({ id }) => id)).toStrictEqual([])
})

test('the page of segments names all of them, and all fields', () => {
  const lines = page('segments.md')
  const fields = Object.values(segmentFields).flat()
  const missing = [
    ...predefinedSegments.filter(({ id, name }) => !isSaid(lines, id, name)),
    ...fields.filter(({ id, definition }) => !isSaid(lines, id, definition)),
  ]
  expect(missing.map(({ id }) => id)).toStrictEqual([])
})

test('the segment that the page shows is one', () => {
  const [, shown = ''] = /```json\n([\s\S]*?)```/u.exec(page('segments.md').join('\n')) ?? []
  expect(parseSegment(JSON.parse(shown)).id).toBe('big_lamps')
})
