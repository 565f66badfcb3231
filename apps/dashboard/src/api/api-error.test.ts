import { expect, test } from 'vitest'
import { tellUnreached } from '../words/unreached.ts'
import { apiError, problemIn, problemOf } from './api-error.ts'

test('problem details are read with what helps, and with the permission that is missing', async () => {
  const answer = Response.json(
    { status: 403, detail: 'This token may not do this.', hint: 'Ask.', permission: 'runs:start' },
    { status: 403 },
  )
  expect(await problemIn(answer)).toStrictEqual({
    status: 403,
    detail: 'This token may not do this.',
    hint: 'Ask.',
    permission: 'runs:start',
  })
})

test('an answer of somebody else, such as a proxy, is told by its status', async () => {
  const answer = new Response('<html>', { status: 502, statusText: 'Bad Gateway' })
  expect(await problemIn(answer)).toStrictEqual({ status: 502, detail: 'Bad Gateway' })
})

test('a host that is not reached has the status 0', () => {
  expect(problemOf(new TypeError('Failed to fetch'))).toStrictEqual({
    status: 0,
    detail: 'Failed to fetch',
  })
  expect(problemOf(apiError({ status: 404, detail: 'Gone.' })).status).toBe(404)
})

test('a host that is not reached is told in the words of whoever looks', () => {
  const words = { detail: 'Der Host ist nicht erreichbar', hint: 'Prüfen Sie, ob er läuft.' }
  tellUnreached(words)
  expect(problemOf(new TypeError('Failed to fetch'))).toStrictEqual({ status: 0, ...words })
})

test('what else a refusal tells is kept by its name, such as who was faster', async () => {
  const answer = Response.json(
    { status: 412, detail: 'It was changed.', version: 3, changedBy: 'ida' },
    { status: 412 },
  )
  expect((await problemIn(answer)).more).toStrictEqual({ version: 3, changedBy: 'ida' })
})
