import { expect, test } from 'vitest'

import type { Known } from './chart-props.ts'
import { funnelLayout } from './funnel-layout.ts'

const funnelOf = (values: readonly Known[]) =>
  funnelLayout({
    kind: 'funnel',
    title: 'From visit to order',
    format: { type: 'count' },
    steps: values.map((value, index) => ({ id: String(index), name: `Step ${index}`, value })),
  })

test('a step says its share of the first and of the one before', () => {
  expect(
    funnelOf([200, 100, 25]).steps.map(({ ofFirst, ofPrevious }) => [ofFirst, ofPrevious]),
  ).toStrictEqual([
    ['', ''],
    ['50%', '50%'],
    ['12.5%', '25%'],
  ])
})

test('there is no share of nothing, nor of what is unknown', () => {
  expect(
    funnelOf([0, 5, null, 3]).steps.map(({ ofFirst, ofPrevious }) => [ofFirst, ofPrevious]),
  ).toStrictEqual([
    ['', ''],
    ['', ''],
    ['', ''],
    ['', ''],
  ])
})

test('bars are as long as their steps are large, the largest as long as there is room', () => {
  const { steps, bars } = funnelOf([50, 200, 100])
  expect(steps.map(({ bar }) => Math.round((bar.width / bars.width) * 100))).toStrictEqual([
    25, 100, 50,
  ])
})
