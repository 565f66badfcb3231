import { expect, test } from 'vitest'
import { scriptedHost } from '../testing/scripted-host.ts'

const places = [
  '/health',
  '/ready',
  '/api/status',
  '/api/nothing',
  '/hooks/shop/guessed',
  '/surfaces/shop/find/guessed',
  '/served/feeds/google/guessed',
  '/pages/guessed',
  '/carts/guessed',
  '/share/guessed',
  '/api/shared/guessed',
  '/nothing',
  '/',
]

const told = ['x-content-type-options', 'referrer-policy', 'strict-transport-security'] as const

async function headersOf(url: string | null) {
  const host = await scriptedHost({ connections: [], url })
  const answers = await Promise.all(places.map((place) => host.call(place)))
  return answers.map(({ headers }) => ({
    framed: !(headers.get('content-security-policy') ?? '').includes("frame-ancestors 'none'"),
    told: told.map((name) => headers.get(name)),
  }))
}

test('every answer, found or not, may be framed by nobody, is what it says, and tells nobody where it stood', async () => {
  const expected = { framed: false, told: ['nosniff', 'no-referrer', null] }
  expect(await headersOf('http://data.example')).toStrictEqual(places.map(() => expected))
})

test('a host that is reached over TLS says to come by nothing else', async () => {
  const expected = { framed: false, told: ['nosniff', 'no-referrer', 'max-age=31536000'] }
  expect(await headersOf('https://data.example')).toStrictEqual(places.map(() => expected))
})
