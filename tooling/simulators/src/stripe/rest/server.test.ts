import { expect, test } from 'vitest'

import { startStripe } from '../start.ts'
import { listening } from './server.ts'

test('a mistake of the double is told, and does not look like a broken line', async () => {
  const server = await listening(() => Promise.reject(new Error('Not thought of.')))
  const answer = await fetch(server.url)
  expect(answer.status).toBe(500)
  expect(await answer.text()).toContain('Not thought of.')
  await server.close()
})

test.each(['/v1/charges/%', '/v1/charges/%E0%A4%A'])('%s names no charge', async (path) => {
  const stripe = await startStripe()
  const answer = await fetch(`${stripe.url}${path}`, {
    headers: { authorization: `Bearer ${stripe.keys.secret}` },
  })
  expect(answer.status).toBe(404)
  expect(await answer.json()).toMatchObject({ error: { code: 'resource_missing', param: 'id' } })
  await stripe.close()
})

test('answers are dated by the clock that the account was given', async () => {
  const stripe = await startStripe({ now: () => Date.UTC(2026, 10, 1, 12) })
  const answer = await fetch(`${stripe.url}/v1/account`)
  expect(answer.headers.get('date')).toBe('Sun, 01 Nov 2026 12:00:00 GMT')
  await stripe.close()
})
