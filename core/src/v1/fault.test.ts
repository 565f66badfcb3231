import { expect, test } from 'vitest'
import { fault, faultOf } from './fault.ts'

const refused = fault({ kind: 'auth', message: 'The key was refused.' })

test('a fault that a client wrapped in errors of its own is found', () => {
  const wrapped = new Error('Request failed', {
    cause: new Error('fetch failed', { cause: refused }),
  })
  expect(faultOf(wrapped)).toStrictEqual({
    $fault: 'v1',
    kind: 'auth',
    message: 'The key was refused.',
  })
})

test('an error without a fault is a mistake in code, and its causes are not told', () => {
  const error = new Error('undefined is no function', { cause: new Error('sk_live_secret') })
  expect(faultOf(error, 'shop')).toStrictEqual({
    $fault: 'v1',
    kind: 'contract',
    message: 'shop: undefined is no function',
  })
})

test('errors that cause each other come to an end', () => {
  const first = new Error('first')
  const second = new Error('second', { cause: first })
  first.cause = second
  expect(faultOf(first)).toMatchObject({ kind: 'contract', message: 'first' })
})
