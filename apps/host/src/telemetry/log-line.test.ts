import { expect, test } from 'vitest'
import { changedLines, type Log, type LogLine } from './log-line.ts'

function noted(least?: Log['least']) {
  const lines: LogLine[] = []
  const log: Log = Object.assign(
    (line: LogLine) => void lines.push(line),
    least !== undefined && { least },
  )
  return { log, lines }
}

test('lines that a log leaves out are not changed before', () => {
  const { log, lines } = noted('info')
  let changes = 0
  const changed = changedLines(log, (line) => {
    changes += 1
    return { ...line, message: 'changed' }
  })
  for (const level of ['debug', 'info', 'error'] as const) changed({ level, message: 'as it was' })
  expect(lines).toStrictEqual([
    { level: 'info', message: 'changed' },
    { level: 'error', message: 'changed' },
  ])
  expect(changes).toBe(2)
})

test('of a log that does not say what it leaves out, every line is changed', () => {
  const { log, lines } = noted()
  changedLines(log, (line) => ({ ...line, message: 'changed' }))({ level: 'debug', message: 'a' })
  expect(lines).toStrictEqual([{ level: 'debug', message: 'changed' }])
})

test('what is changed says in turn what is left out', () => {
  const { log } = noted('warn')
  expect(changedLines(log, (line) => line).least).toBe('warn')
})
