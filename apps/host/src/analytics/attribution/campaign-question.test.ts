import { expect, test } from 'vitest'
import { dayOf } from '../calendar/day.ts'
import { campaignQuestionIn } from './campaign-question.ts'

const range = { from: '2026-03-01', to: '2026-03-31' }

test('a question of a range alone is by source, medium and campaign', () => {
  expect(campaignQuestionIn({ range })).toStrictEqual({
    range: { from: dayOf('2026-03-01'), to: dayOf('2026-03-31') },
    by: ['source', 'medium', 'campaign'],
    model: undefined,
    currency: undefined,
    stores: [],
    limit: 1000,
  })
})

test.each([
  [7, 'The question was not understood'],
  [{ range, by: ['colour'] }, '`by.0` was not understood'],
  [{ range, model: 'linear' }, '`model` was not understood'],
  [{ range, by: ['product', 'category'] }, 'by product or by category, not by both at once'],
  [{ range: { from: '2026-03-31', to: '2026-03-01' } }, 'ends before it begins'],
])('%j is refused', (question, message) => {
  expect(() => campaignQuestionIn(question)).toThrow(message)
})
