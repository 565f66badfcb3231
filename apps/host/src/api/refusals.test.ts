import { expect, test } from 'vitest'
import { openMeter, type LogLine } from '../telemetry/index.ts'
import { refusalCount } from './refusals.ts'

test('however many webhooks are refused, the log has one line for them', () => {
  const lines: LogLine[] = []
  const refusals = refusalCount((line) => lines.push(line), openMeter({ process: false }))
  for (const why of ['First.', 'Second.', 'No secret is known.'])
    refusals.add('shop', 'refused', why)
  refusals.add('shop', 'tooLarge')
  refusals.report()
  refusals.report()
  expect(lines.map(({ message, fields }) => [message, fields])).toStrictEqual([
    ['3 webhooks were not taken: No secret is known.', { refusal: 'refused', count: 3 }],
    ['1 webhook was not taken: too large.', { refusal: 'tooLarge', count: 1 }],
  ])
  expect(refusals.of('shop')).toStrictEqual({ refused: 3, tooLarge: 1 })
})
