import { join } from 'node:path'
import { startMailServer } from '@cartograph/simulators/smtp'
import { expect, onTestFinished, test } from 'vitest'
import { loadConfiguration } from '../../config/index.ts'
import { followCustomers, makeLink } from '../../customers/index.ts'
import { rowsAfter } from '../../store/index.ts'
import { folderWith } from '../../testing/folder.ts'
import { scriptedHost } from '../../testing/scripted-host.ts'

async function hostWithMail() {
  const server = await startMailServer({ tls: 'never' })
  onTestFinished(() => server.close())
  const { host, port, user, password } = server
  const folder = folderWith({
    'cartograph.json': {
      version: 1,
      organisation: 'nordlys',
      host: { url: 'https://data.example' },
      connections: {
        post: {
          connector: 'smtp',
          config: { host, port, user, password, encryption: 'none', from: 'news@shop.example' },
        },
      },
      customers: {
        pages: {
          mail: { action: 'post.mail' },
          forms: {
            news: {
              title: 'News',
              fields: { email: 'required' },
              consents: [{ channel: 'email', wording: 'Yes', version: '1' }],
            },
          },
        },
      },
    },
  })
  const { configuration } = await loadConfiguration(join(folder, 'cartograph.json'))
  const { connections = new Map(), customers } = configuration ?? {}
  const opened = await scriptedHost({
    connections: [...connections.values()],
    ...(customers !== undefined && { customers }),
    url: 'http://localhost',
  })
  return { server, opened }
}

test('the link that a mail server was given is what writes the consent', async () => {
  const { server, opened } = await hostWithMail()
  const { store } = opened.installation
  await followCustomers(store, { signal: new AbortController().signal })
  const link = { purpose: 'sign-up', form: 'news' } as const
  const address = await makeLink({ store, url: 'http://localhost', now: Date.now }, link)
  const post = (to: string, fields: Readonly<Record<string, string>> = {}) =>
    opened.app.request(to, { method: 'POST', body: new URLSearchParams(fields) })
  await post(address, { email: 'ida@example.com', 'consent-0': 'on', once: 'a' })
  const [mail] = server.mails
  expect(mail).toMatchObject({ to: ['ida@example.com'] })
  // Mails part long lines.
  const text = mail?.text.replaceAll(/=\r?\n/g, '') ?? ''
  const [mailed = ''] = /http:\/\/localhost\/pages\/[\w.-]+/.exec(text) ?? []
  expect((await post(mailed)).status).toBe(200)
  const rows = await store.read((dialect, org) => rowsAfter(dialect, org, 'consent', '', 10))
  expect(rows.map(({ data }) => JSON.parse(data) as object)).toMatchObject([
    { email: 'ida@example.com', state: 'granted', source: 'page news' },
  ])
})
