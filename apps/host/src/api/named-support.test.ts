import { Hono } from 'hono'
import { expect, test } from 'vitest'
import { namedSupport } from './named-support.ts'
import { problem } from './problem.ts'

function appFor(support: string | undefined): Hono {
  const app = new Hono()
  app.use(namedSupport(support))
  app.get('/well', (context) => context.json({ well: true }))
  app.get('/wrong', () => problem(409, 'Somebody was faster.', { headers: { 'retry-after': '5' } }))
  return app
}

test('every problem says whom to ask, with the status and headers that it had', async () => {
  const answer = await appFor('help@operator.example').request('/wrong')
  expect([answer.status, answer.headers.get('retry-after'), await answer.json()]).toStrictEqual([
    409,
    '5',
    {
      type: 'about:blank',
      title: 'Conflict',
      status: 409,
      detail: 'Somebody was faster.',
      support: 'help@operator.example',
    },
  ])
})

test('what is no problem is answered as it is', async () => {
  const answer = await appFor('help@operator.example').request('/well')
  expect(await answer.json()).toStrictEqual({ well: true })
})

test('where nobody is named nobody is told of', async () => {
  const answer = await appFor(undefined).request('/wrong')
  expect(Object.keys((await answer.json()) as object)).not.toContain('support')
})
