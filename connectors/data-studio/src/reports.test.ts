import { fault } from '@cartograph/core'
import { expect, test } from 'vitest'
import { reports } from './reports.ts'

async function shown(error: Parameters<typeof fault>[0]) {
  const response = reports.onError?.(fault(error))
  return [response?.status, await response?.json()]
}

test('the secret address alone lets nobody in', () => {
  expect(reports.authentication).toMatchObject({ accept: ['bearer'] })
})

test('a refusal says what to do', async () => {
  expect(await shown({ kind: 'auth', message: 'No token.', hint: 'Make one.' })).toStrictEqual([
    401,
    { error: 'No token. Make one.' },
  ])
})

test('a mistake in code is for the log alone', async () => {
  expect(await shown({ kind: 'contract', message: 'x is not a function' })).toStrictEqual([
    500,
    { error: 'Cartograph could not answer; its log says why.' },
  ])
})
