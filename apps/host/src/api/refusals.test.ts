import { expect, test } from 'vitest'
import type { LogLine } from './log.ts'
import { refusalCount } from './refusals.ts'

test('however many webhooks are refused, the log has one line for them', () => {
  const lines: LogLine[] = []
  const refusals = refusalCount((line) => lines.push(line))
  for (let time = 0; time < 3; time += 1) refusals.add('shop', 'refused')
  refusals.add('shop', 'tooLarge')
  refusals.report()
  refusals.report()
  expect(lines.map(({ fields }) => fields)).toStrictEqual([
    { refusal: 'refused', count: 3 },
    { refusal: 'tooLarge', count: 1 },
  ])
  expect(refusals.of('shop')).toStrictEqual({ refused: 3, tooLarge: 1 })
})
