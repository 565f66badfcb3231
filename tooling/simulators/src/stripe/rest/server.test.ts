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
