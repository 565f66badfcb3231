import { expect, test } from 'vitest'
import { deedOf, newStep, tagsOf, withDeed, writtenTags } from './step-deed.ts'

test('a step that is to do something else keeps when it is done', () => {
  const step = { after: '1d', when: '$.order', mail: { subject: 'Hello' } }
  expect(withDeed(step, 'slack', { text: 'Look' })).toStrictEqual({
    after: '1d',
    when: '$.order',
    slack: { text: 'Look' },
  })
})

test('what a step does is what it names', () => {
  expect([deedOf({ after: '1d', tag: ['vip'] }), deedOf({ after: '1d' })]).toStrictEqual([
    'tag',
    undefined,
  ])
})

test('a request goes through the first connection that can make it, a mail through the usual one', () => {
  expect([newStep('webhook', 'crm.request'), newStep('mail', 'post.mail')]).toStrictEqual([
    { webhook: { through: 'crm.request' } },
    { mail: {} },
  ])
})

test('tags are written as a list where none is taken off', () => {
  expect([
    writtenTags(tagsOf(['vip'])),
    writtenTags({ add: ['vip'], remove: ['new'] }),
    writtenTags({}),
  ]).toStrictEqual([['vip'], { add: ['vip'], remove: ['new'] }, {}])
})
