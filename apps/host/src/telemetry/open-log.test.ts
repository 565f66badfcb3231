import { expect, test } from 'vitest'
import type { LogLine } from './log-line.ts'
import { openLog, type LogOptions } from './open-log.ts'

const line: LogLine = {
  level: 'warn',
  connection: 'shop',
  message: 'Slow.',
  fields: { seconds: 3 },
}

function written(lines: readonly LogLine[], options: Partial<LogOptions> = {}): string {
  let text = ''
  const log = openLog({
    level: 'info',
    form: 'json',
    now: () => Date.parse('2026-11-25T12:00:00Z'),
    ...options,
    write: (each) => {
      text += each
    },
  })
  for (const each of lines) log(each)
  return text
}

test('a line for programs is one JSON object', () => {
  expect(JSON.parse(written([line]))).toStrictEqual({
    time: '2026-11-25T12:00:00.000Z',
    level: 'warn',
    connection: 'shop',
    message: 'Slow.',
    seconds: 3,
  })
})

test('a line for people says when, where and what', () => {
  expect(written([line], { form: 'text' })).toBe('2026-11-25 12:00:00  shop: warn: Slow.\n')
})

test('what a vendor wrote moves no cursor and begins no line', () => {
  const forged = { ...line, message: 'No\u001b[2K\r\n2026-11-25 error: All is lost.' }
  expect(written([forged], { form: 'text' })).toBe(
    '2026-11-25 12:00:00  shop: warn: No [2K 2026-11-25 error: All is lost.\n',
  )
  expect(written([forged]).trimEnd()).not.toMatch(/\p{Cc}/u)
})

test('lines below the level are left out', () => {
  const lines = (['debug', 'info', 'warn', 'error'] as const).map((level) => ({
    level,
    message: level,
  }))
  const levels = written(lines, { level: 'warn' })
    .trimEnd()
    .split('\n')
    .map((text) => (JSON.parse(text) as LogLine).level)
  expect(levels).toStrictEqual(['warn', 'error'])
})

test('a field of a connector takes no name of the line', () => {
  const fields = { level: 'error', time: 'never', message: 'None.', connection: 'till', rows: 1 }
  expect(JSON.parse(written([{ ...line, fields }]))).toMatchObject({
    level: 'warn',
    message: 'Slow.',
    connection: 'shop',
    level_: 'error',
    connection_: 'till',
    rows: 1,
  })
})
