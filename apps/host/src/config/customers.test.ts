import { join } from 'node:path'
import { expect, test } from 'vitest'
import { defaultProperties, formatProblem, loadConfiguration } from './index.ts'
import { connectorPackage, folderWith, shopCode } from '../testing/folder.ts'

const shop = connectorPackage('@cartograph/connector-shop', shopCode)

function connectionText(id: string): string {
  return `  ${id}:\n    connector: shop\n    config: { url: "https://${id}.example", apiSecret: cs_1 }\n`
}

async function load(customers: string) {
  const yaml = `version: 1\norganisation: nordlys\nconnections:\n${['shop', 'till', 'stripe'].map(connectionText).join('')}customers:\n${customers}`
  const folder = folderWith({ ...shop, 'cartograph.yaml': yaml })
  const loaded = await loadConfiguration(join(folder, 'cartograph.yaml'), { environment: {} })
  return {
    customers: loaded.configuration?.customers,
    problems: loaded.problems.map((problem) => {
      const [first = ''] = formatProblem(problem, folder).split('\n')
      return first.replace(/^cartograph\.yaml:\d+:\d+ {2}/, '')
    }),
  }
}

test('identity is read with its identifiers, rules and limits', async () => {
  const { customers, problems } = await load(`
  identity:
    identifiers:
      card: { path: $.extra.card, connections: [till] }
      customer:
        - { from: order, path: $.extra.stripeCustomer, prefix: "stripe:" }
    rules:
      - card
      - customer
      - { match: [phone, card], caseSensitive: true, name: both }
    neverDiffer: [card]
    recordsPerIdentifier: 9
    ignore: { email: ["@marketplace.example"] }
`)
  expect(problems).toStrictEqual([])
  expect(customers?.identity).toStrictEqual({
    identifiers: [
      { namespace: 'card', entity: 'customer', path: ['extra', 'card'], connections: ['till'] },
      {
        namespace: 'customer',
        entity: 'order',
        path: ['extra', 'stripeCustomer'],
        prefix: 'stripe:',
      },
    ],
    rules: [
      { name: 'card', match: ['card'], caseSensitive: false },
      { name: 'customer', match: ['customer'], caseSensitive: true },
      { name: 'both', match: ['phone', 'card'], caseSensitive: true },
    ],
    neverDiffer: ['card'],
    recordsPerIdentifier: 9,
    recordsPerPerson: 500,
    ignored: new Map([['email', ['@marketplace.example']]]),
  })
})

test('properties are read, and those that are off are not there', async () => {
  const { customers, problems } = await load(`
  properties:
    base: { birthDate: off, gender: off, firstName: longest }
    extended:
      tier: { type: string, path: $.extra.tier, values: [gold, silver] }
      topics: { type: strings, path: $.extra.topics, label: Topics }
    priority: [till, shop]
`)
  expect(problems).toStrictEqual([])
  const base = new Map(defaultProperties.base)
  base.delete('birthDate')
  base.delete('gender')
  base.set('firstName', 'longest')
  expect(customers?.properties).toStrictEqual({
    base,
    extended: new Map([
      [
        'tier',
        {
          label: 'tier',
          type: 'string',
          path: ['extra', 'tier'],
          policy: 'newest',
          values: ['gold', 'silver'],
        },
      ],
      ['topics', { label: 'Topics', type: 'strings', path: ['extra', 'topics'], policy: 'union' }],
    ]),
    priority: ['till', 'shop'],
  })
})

test('nodes are read with what they own and what they merge', async () => {
  const { customers, problems } = await load(`
  nodes:
    denmark: { name: Denmark, country: DK, connections: [shop, till] }
    payments: { connections: [stripe] }
    all: { of: [denmark, payments], priority: time }
`)
  expect(problems).toStrictEqual([])
  expect([...(customers?.nodes.values() ?? [])]).toStrictEqual([
    {
      id: 'denmark',
      name: 'Denmark',
      country: 'DK',
      kind: 'entry',
      connections: ['shop', 'till'],
    },
    { id: 'payments', name: 'payments', kind: 'entry', connections: ['stripe'] },
    { id: 'all', name: 'all', kind: 'view', of: ['denmark', 'payments'], priority: 'time' },
  ])
})

/** Each row: what the file says, and all that is wrong with it. */
test.each([
  [
    '  identity: { rules: [emial] }',
    ['customers.identity.rules[0]: there is no identifier "emial"; did you mean "email"?'],
  ],
  [
    '  identity: { rules: [{ match: [phone, lastNam] }] }',
    [
      'customers.identity.rules[0].match[1]: there is no identifier "lastNam"; there is customer, email, phone',
    ],
  ],
  [
    '  identity: { neverDiffer: [card] }',
    [
      'customers.identity.neverDiffer[0]: there is no identifier "card"; there is customer, email, phone',
    ],
  ],
  [
    '  identity: { identifiers: { card: { path: extra.card } } }',
    [
      'customers.identity.identifiers.card.path: expected a path such as $.extra.memberNumber, as mappings write it',
    ],
  ],
  [
    '  identity: { identifiers: { card: { path: $.extra.card, connections: [tll] } } }',
    [
      'customers.identity.identifiers.card.connections[0]: there is no connection "tll"; did you mean "till"?',
    ],
  ],
  [
    '  properties: { base: { birthdate: off } }',
    ['customers.properties.base.birthdate: unknown key; did you mean "birthDate"?'],
  ],
  [
    '  properties: { extended: { email: { type: email, path: $.extra.mail } } }',
    [
      'customers.properties.extended.email: is a property of the commerce model; give yours another name',
    ],
  ],
  [
    '  properties: { extended: { tier: { type: string, path: $.extra.tier, pattern: "[" } } }',
    ['customers.properties.extended.tier.pattern: is no regular expression'],
  ],
  [
    '  nodes: { a: { connections: [shop, till, stripe] }, b: { connections: [shop] } }',
    ['customers.nodes.b.connections[0]: belongs to the node a already; a connection has one owner'],
  ],
  [
    '  nodes: { a: { connections: [shop, till, strip] } }',
    [
      'warning: customers.nodes: no node owns stripe: customers of it are in no node',
      'customers.nodes.a.connections[2]: there is no connection "strip"; did you mean "stripe"?',
    ],
  ],
  [
    '  nodes: { a: { connections: [shop, till, stripe] }, b: { of: [a, c] } }',
    ['customers.nodes.b.of[1]: there is no node "c"; did you mean "a"?'],
  ],
  [
    '  nodes: { a: { connections: [shop, till, stripe] }, b: { of: [c, a] }, c: { of: [b] } }',
    [
      'customers.nodes.b.of[0]: makes a circle: c → b → c',
      'customers.nodes.c.of[0]: makes a circle: b → c → b',
    ],
  ],
  [
    '  nodes: { a: { connections: [shop, till, stripe] }, b: { of: [a] }, c: { of: [a, b] } }',
    ['customers.nodes.b.of[0]: a is twice in the tree of c: below c and below b'],
  ],
  [
    '  nodes: { a: { connections: [shop, till, stripe], priority: time } }',
    ['customers.nodes.a.priority: only a node that merges others (`of`) has a priority among them'],
  ],
  [
    '  nodes: { a: { name: A } }',
    [
      'warning: customers.nodes: no node owns shop, till, stripe: customers of it are in no node',
      'customers.nodes.a: expected either `connections`, which it owns, or `of`, the nodes that it merges',
    ],
  ],
])('%s is told of', async (customers, expected) => {
  expect((await load(customers)).problems).toStrictEqual(expected)
})
