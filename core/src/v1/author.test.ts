import { expect, test } from 'vitest'
import * as z from 'zod'
import {
  fault,
  faultFrom,
  faultOf,
  isFault,
  json,
  path,
  personal,
  secret,
  timingSafeEqual,
  upserts,
} from './index.ts'
import type { Schema } from './index.ts'

const bytes = (text: string) => new TextEncoder().encode(text)

const printed = (schema: Schema<unknown>) =>
  schema['~standard'].jsonSchema.input({ target: 'draft-2020-12' })

test('a fault survives a second copy of the package, because its mark is data', () => {
  const thrown = fault({ kind: 'auth', message: 'The key was revoked.' })
  expect(thrown).toBeInstanceOf(Error)
  const copy: unknown = JSON.parse(JSON.stringify(thrown))
  expect(isFault(copy) && copy.message).toBe('The key was revoked.')
  expect(isFault(new Error('plain'))).toBe(false)
})

test('anything else that is thrown becomes a contract fault that names the part', () => {
  expect(faultOf(new TypeError('x is undefined'), 'shop.orders')).toStrictEqual({
    $fault: 'v1',
    kind: 'contract',
    message: 'shop.orders: x is undefined',
  })
})

test('plain fault data keeps the evidence and drops the stack', () => {
  const plain = faultOf(fault({ kind: 'record', message: 'No total.', path: ['total'] }))
  expect(plain).toStrictEqual({
    $fault: 'v1',
    kind: 'record',
    message: 'No total.',
    path: ['total'],
  })
})

test('marks are printed in the JSON Schema and keep what was there', () => {
  expect(printed(secret(z.string().meta({ title: 'Key' })))).toMatchObject({
    secret: true,
    title: 'Key',
  })
  expect(printed(personal('email', z.string()))).toMatchObject({ personal: 'email' })
  expect(printed(path(z.string()))).toMatchObject({ path: true })
})

test('a schema of a library without marks is marked from outside', () => {
  const foreign: Schema<string> = {
    '~standard': {
      version: 1,
      vendor: 'other',
      validate: (value) =>
        typeof value === 'string' ? { value } : { issues: [{ message: 'not text' }] },
      jsonSchema: { input: () => ({ type: 'string' }), output: () => ({ type: 'string' }) },
    },
  }
  expect(printed(secret(foreign))).toStrictEqual({ type: 'string', secret: true })
  expect(printed(foreign)).toStrictEqual({ type: 'string' })
})

test('upserts keep the order of the rows', () => {
  expect(upserts([{ id: 2 }, { id: 1 }])).toStrictEqual([
    { op: 'upsert', row: { id: 2 } },
    { op: 'upsert', row: { id: 1 } },
  ])
})

test.each([
  [401, 'auth'],
  [403, 'permission'],
  [404, 'notFound'],
  [409, 'conflict'],
  [429, 'rateLimit'],
  [500, 'transient'],
  [503, 'transient'],
  [422, 'contract'],
] as const)('status %i is a %s fault', async (status, kind) => {
  expect(await faultFrom(new Response('', { status }))).toMatchObject({
    kind,
    request: { status },
  })
})

test('Retry-After is read in seconds and as a date against the clock of the answer', async () => {
  const seconds = new Response('', { status: 429, headers: { 'retry-after': '7' } })
  expect(await faultFrom(seconds)).toMatchObject({ retryAfterMs: 7000 })
  const date = new Response('', {
    status: 503,
    headers: {
      date: 'Tue, 24 Nov 2026 08:00:00 GMT',
      'retry-after': 'Tue, 24 Nov 2026 08:00:30 GMT',
    },
  })
  expect(await faultFrom(date)).toMatchObject({ retryAfterMs: 30_000 })
})

test('a page for people in the place of JSON is a contract fault that says so', async () => {
  const page = new Response('<html>', { headers: { 'content-type': 'text/html; charset=utf-8' } })
  await expect(json(page)).rejects.toMatchObject({
    kind: 'contract',
    message: 'The answer is not JSON (text/html, 6 characters).',
  })
})

test('byte strings are compared whole', () => {
  expect(timingSafeEqual(bytes('abc'), bytes('abc'))).toBe(true)
  expect(timingSafeEqual(bytes('abc'), bytes('abd'))).toBe(false)
  expect(timingSafeEqual(bytes('abc'), bytes('abcabc'))).toBe(false)
  expect(timingSafeEqual(bytes(''), bytes('a'))).toBe(false)
})
