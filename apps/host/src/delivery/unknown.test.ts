import { expect, test } from 'vitest'
import { defaultWaits } from '../queue/index.ts'
import { quietUntil } from './unknown.ts'

const entry = { owner: 'before', sent_at: 1000, quiet_until: 100_000 }
const until = (
  owner: string,
  isShared: boolean,
  sink: Parameters<typeof quietUntil>[0]['sink'] = { onUnknown: 'repeat', timeoutMs: 5, landMs: 7 },
) => quietUntil({ owner, sink, store: { isShared }, waits: defaultWaits }, entry)

test('who sent it himself waits as long as he wrote down', () => {
  expect(until('before', false)).toBe(100_000)
})

test('of a process that is certainly gone only what its request may still do is waited for', () => {
  expect(until('after', false)).toBe(1012)
  expect(until('after', false, { onUnknown: 'repeat', landMs: 0 })).toBe(0)
})

test('a process that shares the store may only sleep, so its pause is waited for too', () => {
  expect(until('after', true)).toBe(100_000)
  expect(until('after', true, { onUnknown: 'repeat', landMs: 0 })).toBe(100_000)
})

test('where the receiver takes each key once, what a sleeper still sends is harmless', () => {
  expect(until('after', true, { onUnknown: 'repeatWithKey', landMs: 0 })).toBe(0)
})
