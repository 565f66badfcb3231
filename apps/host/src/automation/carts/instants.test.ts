import { expect, test } from 'vitest'
import { ownInstants } from './instants.ts'

const hourMs = 3_600_000
const seenAt = Date.parse('2026-11-02T10:00:00Z')

test('a clock that is an hour ahead is put right', () => {
  const told = { createdAt: seenAt + hourMs - 600_000, touchedAt: seenAt + hourMs - 60_000 }
  expect(ownInstants(told, { offsetMs: hourMs, seenAt })).toStrictEqual({
    createdAt: seenAt - 600_000,
    touchedAt: seenAt - 60_000,
  })
})

test('a clock that is an hour behind is put right', () => {
  const told = { createdAt: seenAt - hourMs - 600_000, touchedAt: seenAt - hourMs - 60_000 }
  expect(ownInstants(told, { offsetMs: -hourMs, seenAt })).toStrictEqual({
    createdAt: seenAt - 600_000,
    touchedAt: seenAt - 60_000,
  })
})

test('what happened after it was seen happened when it was seen', () => {
  const told = { createdAt: seenAt + 1, touchedAt: seenAt + hourMs }
  expect(ownInstants(told, { offsetMs: 0, seenAt })).toStrictEqual({
    createdAt: seenAt,
    touchedAt: seenAt,
  })
})
