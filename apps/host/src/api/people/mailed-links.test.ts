import { join } from 'node:path'
import { startMailServer } from '@cartograph/simulators/smtp'
import { expect, onTestFinished, test } from 'vitest'
import { loadConfiguration } from '../../config/index.ts'
import { folderWith } from '../../testing/folder.ts'
import { until } from '../../testing/scripted-host.ts'
import { browserOn, password, peopleHost } from './testing/browser.ts'

/** A host that mails links, and what its mail server was given. */
async function hostWithMail() {
  const server = await startMailServer({ tls: 'never' })
  onTestFinished(() => server.close())
  const { host, port, user, password: secret } = server
  const config = { host, port, user, password: secret, encryption: 'none', from: 'us@shop.example' }
  const folder = folderWith({
    'cartograph.json': {
      version: 1,
      organisation: 'nordlys',
      host: { url: 'https://data.example', egress: { private: ['127.0.0.1/32'] } },
      connections: { post: { connector: 'smtp', config } },
      people: { mail: { action: 'post.mail' } },
    },
  })
  const { configuration } = await loadConfiguration(join(folder, 'cartograph.json'))
  const { connections = new Map(), people, host: settings } = configuration ?? {}
  const opened = await peopleHost({
    connections: [...connections.values()],
    ...(people !== undefined && { configuration: { people } }),
    ...(settings !== undefined && { host: settings }),
  })
  return { server, ...opened }
}

/** What the link in a mail holds; mails part long lines. */
function tokenIn(text: string): string {
  return /#([\w-]+)/.exec(text.replaceAll(/=\r?\n/g, ''))?.[1] ?? ''
}

test('an invitation is mailed, told to nobody else, and makes a member', async () => {
  const { app, ida, server } = await hostWithMail()
  const wish = { email: 'per@example.com', role: 'viewer' }
  const answer = await ida.ask('POST', '/api/people/invitations', wish)
  expect(await answer.json()).toMatchObject({ isMailed: true, link: null })
  const [mail] = server.mails
  expect(mail).toMatchObject({ to: ['per@example.com'] })
  const account = { token: tokenIn(mail?.text ?? ''), name: 'Per', password }
  const joined = await browserOn(app).ask('POST', '/api/invitations/accept', account)
  expect(joined.status).toBe(200)
})

test('a link for another password is mailed to whoever has an account, and the answer tells no one', async () => {
  const { app, server } = await hostWithMail()
  const browser = browserOn(app)
  const ask = (email: string) => browser.ask('POST', '/api/auth/request-password-reset', { email })
  const answers = [await ask('nobody@example.com'), await ask('ida@example.com')]
  const told = await Promise.all(
    answers.map(async (each) => [each.status, await each.text()] as const),
  )
  expect(told[0]).toStrictEqual(told[1])
  await until(() => server.mails.length > 0)
  expect(server.mails.map(({ to }) => to)).toStrictEqual([['ida@example.com']])
  const reset = {
    token: tokenIn(server.mails[0]?.text ?? ''),
    newPassword: 'a better one than before',
  }
  expect((await browser.ask('POST', '/api/auth/reset-password', reset)).status).toBe(200)
  const entered = await browser.ask('POST', '/api/auth/sign-in/email', {
    email: 'ida@example.com',
    password: reset.newPassword,
  })
  expect(entered.status).toBe(200)
})
