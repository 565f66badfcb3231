import { getCACertificates, setDefaultCACertificates } from 'node:tls'
import type { Sink } from '@cartograph/core'
import { certificate, startMailServer, type MailServerOptions } from '@cartograph/simulators/smtp'
import { expect, onTestFinished, test } from 'vitest'
import { folderWith } from '../testing/folder.ts'
import { lonelyContext } from '../testing/scripted-vendor.ts'
import { isolatedConnection } from './testing/isolated-run.ts'

async function sendIsolated(encryption: string, options: MailServerOptions) {
  const server = await startMailServer(options)
  onTestFinished(() => server.close())
  const { host, port, user, password } = server
  const folder = folderWith({
    'cartograph.json': {
      version: 1,
      organisation: 'nordlys',
      connections: {
        mail: {
          connector: 'smtp',
          isolation: 'process',
          config: { host, port, user, password, encryption, from: 'orders@shop.example' },
        },
      },
    },
  })
  const { connection } = await isolatedConnection(folder, 'mail')
  const { sinks } = connection.connector.parts({ config: connection.config, found: null })
  const sink = sinks?.['mails'] as Sink<unknown> | undefined
  const outcomes = await sink?.write(lonelyContext(connection), [
    {
      op: 'write',
      key: ['A1'],
      idempotencyKey: 'id-1',
      cause: 'live',
      references: {},
      item: { key: 'A1', to: ['anna@shop.example'], subject: 'Hello', text: 'x'.repeat(100_000) },
    },
  ])
  return { server, outcomes }
}

test('an isolated connector sends a mail over a connection that the host opens', async () => {
  const { server, outcomes } = await sendIsolated('none', { tls: 'never' })
  expect(outcomes).toStrictEqual([{ status: 'ok' }])
  expect(server.mails).toHaveLength(1)
})

test('the host verifies the certificate for it', async () => {
  const before = getCACertificates('default')
  const refused = await sendIsolated('tls', { tls: 'first' })
  expect(refused.outcomes).toMatchObject([{ status: 'failed', fault: { kind: 'config' } }])
  setDefaultCACertificates([...before, certificate])
  onTestFinished(() => setDefaultCACertificates(before))
  const { server, outcomes } = await sendIsolated('tls', { tls: 'first' })
  expect(outcomes).toStrictEqual([{ status: 'ok' }])
  expect(server.mails).toMatchObject([{ isEncrypted: true }])
})

test('it turns encryption on by itself, and refuses a certificate that nobody vouches for', async () => {
  const { server, outcomes } = await sendIsolated('startTls', { tls: 'later' })
  expect(outcomes).toMatchObject([
    {
      status: 'failed',
      fault: { kind: 'config', message: expect.stringContaining('is not trusted') as string },
    },
  ])
  expect(server.steps).toStrictEqual([])
})
