import { allPresent, startContacthub } from '@cartograph/simulators/contacthub'
import { expect, onTestFinished, test } from 'vitest'
import { folderWith } from '../testing/folder.ts'
import { runCommand } from './run.ts'
import { recordingTerminal } from './testing/terminal.ts'

const people = [
  'no,mail,name,tier',
  '1,a@example.com,Åsa,gold',
  '2,b@example.com,Bo,blue',
  '',
].join('\n')

test('an export of customers fills a node, what is missing there is named before, and what is read back is not sent again', async () => {
  const hub = await startContacthub({ extended: { tier: { type: 'string' } } })
  onTestFinished(() => hub.close())
  const { apiBase, source, workspace } = hub
  const folder = folderWith({
    'people.csv': people,
    'cartograph.json': {
      version: 1,
      organisation: 'nordlys',
      connections: {
        files: {
          connector: 'file',
          config: { sources: { people: { path: './people.csv', format: 'csv', key: ['no'] } } },
          mappings: [
            {
              id: 'people',
              from: { connector: 'file', stream: 'people' },
              to: { entity: 'customer' },
              fields: {
                id: '$.no',
                email: '$.mail',
                firstName: '$.name',
                extra: { tier: '$.tier' },
              },
            },
          ],
        },
        hub: {
          connector: 'contacthub',
          budgets: 'off',
          config: {
            apiBase,
            token: source.token,
            workspaceId: workspace.id,
            nodeId: workspace.nodeId,
            currency: 'EUR',
            searchLagMs: 0,
            profiles: ['contactsend'],
            extended: { tier: '$.extra.tier', shoe: '$.extra.shoe' },
          },
        },
      },
      deliveries: {
        customers: { from: 'customer', to: { connection: 'hub', sink: 'customers' } },
      },
    },
  })
  const run = async (...words: readonly string[]) => {
    const terminal = recordingTerminal({ folder })
    const code = await runCommand([...words], terminal)
    return { code, out: terminal.output }
  }
  expect((await run('check')).out).toMatch(/The property shoe of the workspace is not there/)
  expect((await run('prepare', 'hub', '--dry-run')).out).toMatch(/Contactsend, which reads/)
  await run('sync', 'files')
  expect((await run('preview', 'customers')).out).toContain('{"tier":"gold"}')
  expect((await run('push')).code).toBe(0)
  const held = () =>
    new Map(
      allPresent(workspace).map(({ externalId, base, extended }) => [
        externalId,
        [base['firstName'], extended],
      ]),
    )
  expect(held()).toStrictEqual(
    new Map([
      ['files:1', ['Åsa', { tier: 'gold' }]],
      ['files:2', ['Bo', { tier: 'blue' }]],
    ]),
  )
  expect((await run('sync', 'hub')).code).toBe(0)
  const before = hub.bodies.length
  expect((await run('push')).code).toBe(0)
  expect([hub.bodies.length - before, allPresent(workspace).length]).toStrictEqual([0, 2])
}, 60_000)
