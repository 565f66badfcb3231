import { expect, test } from 'vitest'
import { nextStep, withAction, withMaking } from './cart-step.ts'

test('a message that goes through something else than a mail says what that is given', () => {
  expect([
    withAction({ after: '1h', mail: { language: 'da' } }, 'hooks.request'),
    withAction({ mail: { language: 'da' } }, 'post.mail'),
  ]).toStrictEqual([
    { after: '1h', action: 'hooks.request', input: {} },
    { mail: { language: 'da' }, action: 'post.mail' },
  ])
})

test('of the ready mail and an input there is only one', () => {
  expect([
    withMaking({ action: 'post.mail', mail: {} }, 'own'),
    withMaking({ action: 'post.mail', input: {} }, 'ready'),
  ]).toStrictEqual([{ action: 'post.mail', input: {} }, { action: 'post.mail' }])
})

test('a further message goes the same way, later than the last', () => {
  expect([
    nextStep([]),
    nextStep([{ after: '2h', action: 'post.mail' }]),
    nextStep([{ after: '24h' }]),
    nextStep([{ after: 'soon' }]),
  ]).toStrictEqual([
    { after: '24h' },
    { after: '24h', action: 'post.mail' },
    { after: '3d' },
    { after: '24h' },
  ])
})
