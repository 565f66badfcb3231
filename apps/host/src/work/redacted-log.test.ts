import { trace } from '@opentelemetry/api'
import { expect, test } from 'vitest'
import { openLines } from '../connections/index.ts'
import { newTokenText } from '../rights/index.ts'
import { inRequest, type LogLine } from '../telemetry/index.ts'
import { scriptedInstallation } from '../testing/scripted-installation.ts'
import { scriptedShop, shopConnection } from '../testing/scripted-shop.ts'
import { redactedLog } from './redacted-log.ts'

/** What is written of lines that go through the log of a host whose connection has a secret. */
async function written(...lines: readonly LogLine[]): Promise<readonly LogLine[]> {
  const host = await scriptedInstallation()
  const connection = { ...shopConnection(scriptedShop(0)), secrets: ['key-1234'] }
  const installation = { ...host.installation([connection], []), lines: openLines() }
  const found: LogLine[] = []
  const log = redactedLog(
    installation,
    () => ['address-5678'],
    (line) => found.push(line),
  )
  for (const line of lines) log(line)
  await host.close()
  return found
}

test('secrets of connections and parts of addresses are in no line', async () => {
  const line = { level: 'info', message: 'key-1234 at /hooks/address-5678' } as const
  expect(await written({ ...line, fields: { of: 'key-1234' } })).toStrictEqual([
    { level: 'info', message: '[secret] at /hooks/[secret]', fields: { of: '[secret]' } },
  ])
})

test('a token of the API is in no line', async () => {
  const message = `Sent ${newTokenText('server')} and ${newTokenText('browser')}.`
  expect(await written({ level: 'info', message })).toStrictEqual([
    { level: 'info', message: 'Sent [secret] and [secret].' },
  ])
})

test('e-mail addresses and telephone numbers are in no line, whoever wrote them there', async () => {
  const line = { level: 'warn', message: 'No order of Ida.Lund+shop@mail.example.com.' } as const
  const fields = { asked: '/customers/ida%40example.dk', phone: '+45 20 30-40 50' }
  expect(await written({ ...line, fields })).toStrictEqual([
    {
      level: 'warn',
      message: 'No order of [e-mail].',
      fields: { asked: '/customers/[e-mail]', phone: '[phone]' },
    },
  ])
})

test('instants, versions and names of packages stay what they are', async () => {
  const message = '@cartograph/host@1.2.3 at 2026-11-25T12:00:00+0100, 12:00+01:00'
  expect(await written({ level: 'info', message })).toStrictEqual([{ level: 'info', message }])
})

test('without a request and without a span a line tells of neither', async () => {
  expect(trace.getActiveSpan()).toBeUndefined()
  const line = { level: 'info', message: 'Serving.' } as const
  expect(await written(line)).toStrictEqual([line])
})

test('a line tells the request that it is written because of', async () => {
  const [line] = await inRequest('request-1', () => written({ level: 'info', message: 'Asked.' }))
  expect(line?.fields).toStrictEqual({ requestId: 'request-1' })
})
