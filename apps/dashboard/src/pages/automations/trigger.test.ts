import { expect, test } from 'vitest'
import { triggerOf, writtenTrigger } from './trigger.ts'

test('a trigger without settings is written as a word', () => {
  expect([
    writtenTrigger(triggerOf('order.paid')),
    writtenTrigger(triggerOf({ event: 'birthday', at: '09:00' })),
  ]).toStrictEqual(['order.paid', { event: 'birthday', at: '09:00' }])
})

test('what is not said yet is an empty word', () => {
  expect(triggerOf(undefined)).toStrictEqual({ event: '' })
})
