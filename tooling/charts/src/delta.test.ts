import { expect, test } from 'vitest'

import { deltaParts } from './delta.ts'

test('a change is told by an arrow and a sign', () => {
  expect(deltaParts({ change: 0.123 })).toStrictEqual({
    arrow: '▲',
    text: '+12.3%',
    judgement: 'positive',
  })
  expect(deltaParts({ change: -0.05 })).toStrictEqual({
    arrow: '▼',
    text: '-5%',
    judgement: 'negative',
  })
})

test('more is bad news where less is wanted, and no news where neither is', () => {
  const judged = (['down', 'neither'] as const).map(
    (goodWhen) => deltaParts({ change: 0.1, goodWhen }).judgement,
  )
  expect(judged).toStrictEqual(['negative', 'neutral'])
})

test('what was nothing before is new, what did not change has no arrow, and what is unknown says so', () => {
  expect((['new', 0, undefined] as const).map((change) => deltaParts({ change }))).toStrictEqual([
    { arrow: '▲', text: 'new', judgement: 'positive' },
    { arrow: '', text: '0%', judgement: 'neutral' },
    { arrow: '', text: '–', judgement: 'neutral' },
  ])
})
