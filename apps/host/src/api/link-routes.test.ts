import { expect, test } from 'vitest'
import { scriptedHost } from '../testing/scripted-host.ts'

const ask = async (body: object, url: string | null = 'https://data.example') => {
  const host = await scriptedHost({ connections: [], url })
  const answer = await host.call('/api/pages/links', { method: 'POST', body: JSON.stringify(body) })
  return { status: answer.status, body: (await answer.json()) as { url?: string; detail?: string } }
}

test('an unsubscribe link is made for an address, and does not show it', async () => {
  const { status, body } = await ask({ page: 'unsubscribe', address: 'Ida@example.com' })
  expect(status).toBe(201)
  expect(body.url).toMatch(/^https:\/\/data\.example\/pages\/[\w.-]+$/)
  expect(body.url).not.toMatch(/ida/i)
})

test.each([
  [{ page: 'unsubscribe', address: 'nobody' }, 422],
  [{ page: 'unsubscribe' }, 422],
  [{ page: 'unsubscribe', address: '20 12 34 56', channel: 'sms' }, 422],
  [{ page: 'unsubscribe', person: 'nobody' }, 404],
  [{ page: 'sign-up', form: 'news' }, 400],
  [{ page: 'home' }, 400],
])('%j is answered with %i', async (body, status) => {
  expect((await ask(body)).status).toBe(status)
})

test('a host that does not know its own address makes no link', async () => {
  const { status, body } = await ask({ page: 'unsubscribe', address: 'ida@example.com' }, null)
  expect([status, body.detail]).toStrictEqual([
    400,
    'This host does not know the address that it is reached by.',
  ])
})
