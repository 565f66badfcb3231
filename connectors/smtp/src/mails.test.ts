import { certificate, startMailServer, type SimulatedMailServer } from '@cartograph/simulators/smtp'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { actions } from './actions.ts'
import { messageIdOf } from './compose.ts'
import type { Mail } from './mail.ts'
import { sinksOf } from './sinks.ts'
import { testContext } from './testing/context.ts'
import { mailOf } from './testing/items.ts'
import { trusting } from './testing/trusted.ts'

let server: SimulatedMailServer
let distrust: () => void
beforeEach(async () => {
  distrust = trusting(certificate)
  server = await startMailServer()
})
afterEach(async () => {
  distrust()
  await server.close()
})

const contextOf = (more: object = {}, signal?: AbortSignal) => {
  const { host, port, user, password } = server
  return testContext(
    { host, port, user, password, from: 'orders@shop.example', mailsPerConnection: 20, ...more },
    signal,
  )
}
const send = (...items: ReturnType<typeof mailOf>[]) => {
  const context = contextOf()
  return sinksOf(context.config).mails.write(context, items)
}
const ok = { status: 'ok' }

test('a mail arrives as it was written, encrypted, under the id of its change', async () => {
  expect(await send(mailOf('A1', { text: 'Dear Zoë,\n.hidden dot\n' }))).toStrictEqual([ok])
  const [mail] = server.mails
  expect(mail).toMatchObject({
    from: 'orders@shop.example',
    to: ['anna@shop.example'],
    isEncrypted: true,
  })
  expect(mail?.text).toContain(messageIdOf(contextOf().config, 'id-A1'))
  expect(mail?.text).toContain('Dear Zo=C3=AB,\r\n.hidden dot\r\n')
})

test('several mails share a connection, each with its own addresses', async () => {
  const outcomes = await send(
    mailOf('A1'),
    mailOf('A2', { to: ['eva@shop.example'], bcc: ['archive@shop.example'] }),
  )
  expect(outcomes).toStrictEqual([ok, ok])
  expect(server.mails.map(({ connection, to }) => [connection, to])).toStrictEqual([
    [1, ['anna@shop.example']],
    [1, ['eva@shop.example', 'archive@shop.example']],
  ])
})

test('whoever stands twice in a mail gets it once', async () => {
  await send(mailOf('A1', { cc: ['anna@shop.example'] }))
  expect(server.mails.map(({ to }) => to)).toStrictEqual([['anna@shop.example']])
})

test('a refused address is told by its place, and the others of the batch go out', async () => {
  server.weather.unknown('gone@shop.example')
  const outcomes = await send(
    mailOf('A1'),
    mailOf('A2', { to: ['gone@shop.example'] }),
    mailOf('A3'),
  )
  expect(outcomes).toMatchObject([
    ok,
    {
      status: 'failed',
      fault: {
        kind: 'record',
        message:
          'The server takes the mail for none of its addresses: to[0] (550 5.1.1 [address] does not exist).',
      },
      undeliverable: [{ email: 'gone@shop.example' }],
    },
    ok,
  ])
  expect(server.mails).toHaveLength(2)
})

test('of three addresses one is refused: the mail goes to the others, and says whom it missed', async () => {
  server.weather.unknown('gone@shop.example')
  const to: Mail['to'] = ['anna@shop.example', 'gone@shop.example', 'eva@shop.example']
  expect(await send(mailOf('A1', { to }))).toMatchObject([
    {
      status: 'failed',
      fault: {
        kind: 'record',
        message: expect.stringMatching(
          /^The server took the mail for 2 of 3 addresses, and not for to\[1\]/,
        ) as string,
        hint: expect.stringContaining('once more') as string,
      },
    },
  ])
  expect(server.mails).toMatchObject([{ to: ['anna@shop.example', 'eva@shop.example'] }])
})

test('a server that holds off strangers is asked again later', async () => {
  server.weather.greylist(true)
  expect(await send(mailOf('A1'))).toMatchObject([
    { status: 'failed', fault: { kind: 'transient', retryAfterMs: 300_000 } },
  ])
  expect(await send(mailOf('A1'))).toStrictEqual([ok])
  expect(server.mails).toHaveLength(1)
})

test.each([
  ['mail', 451],
  ['mail', 421],
  ['recipient', 421],
] as const)(
  'after a %s that is answered %i nothing was sent, and everything waits',
  async (at, code) => {
    server.weather.next({ kind: 'reply', at, code })
    const outcomes = await send(mailOf('A1'), mailOf('A2'))
    expect(outcomes[0]).toMatchObject({ status: 'failed', fault: { kind: 'transient' } })
    expect(server.mails.length).toBeLessThanOrEqual(1)
    expect(outcomes.filter(({ status }) => status === 'ok')).toHaveLength(server.mails.length)
  },
)

test('a connection that ends in the middle leaves untouched what was not sent', async () => {
  const [first] = await send(mailOf('A0'))
  server.weather.next({ kind: 'cut', at: 'recipient' })
  const outcomes = await send(mailOf('A1'), mailOf('A2'))
  expect([first, ...outcomes]).toMatchObject([
    ok,
    { status: 'failed', fault: { kind: 'transient', scope: 'part' } },
    { status: 'untouched' },
  ])
  expect(server.mails).toHaveLength(1)
})

test('a connection that ends after the dot leaves open whether the mail was taken', async () => {
  server.weather.next({ kind: 'cut', at: 'dot' })
  expect(await send(mailOf('A1'), mailOf('A2'))).toStrictEqual([
    { status: 'unknown' },
    { status: 'untouched', afterMs: 0 },
  ])
  expect(server.mails).toHaveLength(1)
})

test('a server that says nothing after the dot leaves it open too', async () => {
  server.weather.next({ kind: 'silence', at: 'dot' })
  const off = new AbortController()
  const context = contextOf({}, off.signal)
  const sending = sinksOf(context.config).mails.write(context, [mailOf('A1')])
  await expect.poll(() => server.mails.length).toBe(1)
  // As the host does after two minutes without a word.
  off.abort(Object.assign(new Error('idle'), { code: 'ETIMEDOUT' }))
  expect(await sending).toStrictEqual([{ status: 'unknown' }])
})

test.each([
  [552, 'record'],
  [554, 'record'],
  [451, 'transient'],
] as const)('a mail whose content is answered %i was not taken', async (code, kind) => {
  server.weather.next({ kind: 'reply', at: 'dot', code, text: 'no' })
  expect(await send(mailOf('A1'), mailOf('A2'))).toMatchObject([
    { status: 'failed', fault: { kind } },
    ok,
  ])
  expect(server.mails).toHaveLength(1)
})

test('a mail that is too large is not even begun', async () => {
  await server.close()
  server = await startMailServer({ sizeLimit: 2_000 })
  expect(await send(mailOf('A1', { text: 'x'.repeat(5_000) }), mailOf('A2'))).toMatchObject([
    {
      status: 'failed',
      fault: { kind: 'record', message: expect.stringContaining('larger') as string },
    },
    ok,
  ])
  expect(server.steps.filter((step) => step === 'dot')).toHaveLength(1)
})

test('a sender that the server does not allow stops everything', async () => {
  server.weather.next({ kind: 'reply', at: 'mail', code: 553, text: '5.7.1 Not yours' })
  expect(await send(mailOf('A1'))).toMatchObject([
    {
      status: 'failed',
      fault: { kind: 'config', scope: 'part', hint: expect.stringContaining('`from`') as string },
    },
  ])
})

test('a wrong password stops everything, and sends nothing', async () => {
  const context = contextOf({ password: 'swapped' })
  const outcomes = await sinksOf(context.config).mails.write(context, [mailOf('A1'), mailOf('A2')])
  expect(outcomes).toMatchObject([
    { status: 'failed', fault: { kind: 'auth', scope: 'part' } },
    { status: 'failed', fault: { kind: 'auth', scope: 'part' } },
  ])
})

test('an address of other letters goes only to a server that takes it', async () => {
  const foreign = mailOf('A1', { to: ['zoë@shop.example'] })
  expect(await send(foreign)).toMatchObject([{ status: 'failed', fault: { kind: 'record' } }])
  await server.close()
  server = await startMailServer({ internationalAddresses: true })
  expect(await send(foreign)).toStrictEqual([ok])
  expect(server.mails).toMatchObject([{ to: ['zoë@shop.example'] }])
})

test('what was there before is not sent, unless the settings say so', async () => {
  expect(await send(mailOf('A1', {}, 'backfill'), mailOf('A2'))).toMatchObject([
    { status: 'skipped', again: 'changed' },
    ok,
  ])
  const context = contextOf({ backfill: 'send' })
  await sinksOf(context.config).mails.write(context, [mailOf('A1', {}, 'backfill')])
  expect(server.mails).toHaveLength(2)
})

test('whom a mail is about is known, and whether they must have agreed to it', () => {
  const { mails } = sinksOf(contextOf().config)
  const item = { key: 'A1', to: ['Anna@BÜCHER.example'], subject: 'Hi', text: 'Hi' }
  expect(mails.subject?.(item)).toStrictEqual({
    email: 'Anna@xn--bcher-kva.example',
    reaches: ['email'],
  })
  expect(mails.subject?.({ ...item, purpose: 'marketing' })).toMatchObject({ needs: ['email'] })
})

test('an action sends one mail under the key that it was given', async () => {
  const context = contextOf()
  const input: Mail = { to: ['anna@shop.example'], subject: 'Hello', html: '<p>Hi</p>' }
  expect(await actions.mail.run(context, input, { idempotencyKey: 'run-1' })).toStrictEqual(ok)
  expect(server.mails[0]?.text).toContain(messageIdOf(context.config, 'run-1'))
})
