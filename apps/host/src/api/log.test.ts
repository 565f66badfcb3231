import { expect, test } from 'vitest'
import { openLines } from '../connections/index.ts'
import { scriptedInstallation } from '../testing/scripted-installation.ts'
import { scriptedShop, shopConnection } from '../testing/scripted-shop.ts'
import { jsonLine, textLine, type LogLine } from './log.ts'
import { redactedLog } from './redacted-log.ts'

const line: LogLine = {
  level: 'warn',
  connection: 'shop',
  message: 'Slow.',
  fields: { seconds: 3 },
}
const now = Date.parse('2026-11-25T12:00:00Z')

test('a line for programs is one JSON object', () => {
  expect(JSON.parse(jsonLine(line, now))).toStrictEqual({
    time: '2026-11-25T12:00:00.000Z',
    level: 'warn',
    connection: 'shop',
    message: 'Slow.',
    seconds: 3,
  })
})

test('a line for people says when, where and what', () => {
  expect(textLine(line, now)).toBe('2026-11-25 12:00:00  shop: warn: Slow.\n')
})

test('secrets of connections and parts of addresses are in no line', async () => {
  const host = await scriptedInstallation()
  const connection = { ...shopConnection(scriptedShop(0)), secrets: ['key-1234'] }
  const installation = { ...host.installation([connection], []), lines: openLines() }
  const lines: LogLine[] = []
  const log = redactedLog(
    installation,
    () => ['address-5678'],
    (each) => lines.push(each),
  )
  log({ level: 'info', message: 'key-1234 at /hooks/address-5678', fields: { of: 'key-1234' } })
  await host.close()
  expect(lines).toStrictEqual([
    { level: 'info', message: '[secret] at /hooks/[secret]', fields: { of: '[secret]' } },
  ])
})
