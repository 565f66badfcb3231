import { issueToken, type WantedToken } from '../access/index.ts'
import { defaultCustomers, type CustomerNode, type DeclaredToken } from '../config/index.ts'
import { followCustomers } from '../customers/index.ts'
import { writeRows } from '../customers/testing/commerce-rows.ts'
import { scriptedHost, type ScriptedHost } from './scripted-host.ts'

const nodes: readonly CustomerNode[] = [
  { kind: 'entry', id: 'denmark', name: 'Denmark', connections: ['shop'] },
  { kind: 'entry', id: 'sweden', name: 'Sweden', connections: ['butik'] },
  { kind: 'entry', id: 'norway', name: 'Norway', connections: ['till'] },
]

/** A host with nodes, and what tokens of it are asked with. */
export interface GuardedHost extends ScriptedHost {
  /** The secret of a token that is issued for a test. */
  issue(wanted: Partial<WantedToken>): Promise<string>
  /** A call with that secret. */
  ask(secret: string, path: string, init?: RequestInit): Promise<Response>
  /** The name of the person whose record it is. */
  personOf(record: string): Promise<string>
}

function row(connection: string, firstName: string) {
  return { connection, firstName, email: `${firstName}@example.com` }
}

/** Ida is in Denmark, Per in Sweden, and Lis in both. */
export async function guardedHost(
  options: { readonly tokens?: readonly DeclaredToken[]; readonly now?: () => number } = {},
): Promise<GuardedHost> {
  const customers = {
    ...defaultCustomers,
    nodes: new Map(nodes.map((node) => [node.id, node])),
  }
  const host = await scriptedHost({ connections: [], customers, ...options })
  const { store } = host.installation
  await writeRows(store, [
    { entity: 'customer', id: 'shop:1', row: row('shop', 'ida') },
    { entity: 'customer', id: 'butik:1', row: row('butik', 'per') },
    { entity: 'customer', id: 'shop:2', row: row('shop', 'lis') },
    { entity: 'customer', id: 'butik:2', row: row('butik', 'lis') },
    {
      entity: 'order',
      id: 'butik:o1',
      row: {
        connection: 'butik',
        customerId: 'butik:2',
        email: 'lis@example.com',
        placedAt: '2026-01-01T00:00:00.000Z',
      },
    },
  ])
  await followCustomers(store, { settings: customers, signal: new AbortController().signal })
  let count = 0
  return {
    ...host,
    issue: async (wanted) => {
      count += 1
      const token: WantedToken = {
        name: `test-${count}`,
        kind: 'server',
        permissions: [],
        nodes: [],
        origins: [],
        expiresAt: undefined,
        ...wanted,
      }
      const changing = { by: { kind: 'command' }, now: 0 } as const
      return (await issueToken(store, token, changing)).secret
    },
    ask: async (secret, path, init) =>
      host.app.request(`http://localhost${path}`, {
        ...init,
        headers: {
          authorization: `Bearer ${secret}`,
          ...(init?.headers as Record<string, string>),
        },
      }),
    personOf: async (record) => {
      const listed = await host.call('/api/customers')
      const { persons } = (await listed.json()) as {
        readonly persons: readonly { readonly id: string; readonly members: readonly string[] }[]
      }
      const found = persons.find(({ members }) => members.includes(`customer/${record}`))
      if (found === undefined) throw new Error(`Nobody has the record ${record}.`)
      return found.id
    },
  }
}
