import { expect, test } from 'vitest'
import { writtenCart } from '../../config/index.ts'
import { previewCart } from './preview-cart.ts'

const head = { connections: ['web'] }

test('the ready mail is shown in its language and in words of its own', async () => {
  const rule = writtenCart('web', {
    ...head,
    steps: [
      { action: 'post.mail', mail: { language: 'da' } },
      { after: '24h', action: 'post.mail', mail: { subject: 'Still there?' } },
    ],
  })
  expect(await previewCart(rule)).toMatchObject([
    { action: 'post.mail', afterMs: 0, input: { subject: 'Du glemte noget i din kurv' } },
    { afterMs: 86_400_000, input: { subject: 'Still there?' } },
  ])
})

test('what an action is given is worked out for a cart that is made up', async () => {
  const input = {
    key: '$.cart',
    body: { total: '$.total', names: { $each: '$.lines', as: '$.name' } },
  }
  const rule = writtenCart('web', { ...head, steps: [{ action: 'hooks.request', input }] })
  expect(await previewCart(rule)).toMatchObject([
    { input: { key: 'web:1001', body: { total: 6400, names: ['Cup', 'Jug'] } } },
  ])
})

test('an expression that is wrong is told in the place of its message', async () => {
  const rule = writtenCart('web', {
    ...head,
    steps: [{ action: 'hooks.request', input: { key: { $noSuch: 1 } } }],
  })
  expect(await previewCart(rule)).toMatchObject([
    { reason: expect.stringContaining('$noSuch') as string },
  ])
})

test('a rule without messages is not complete', () => {
  expect(() => writtenCart('web', head)).toThrow('not complete')
})
