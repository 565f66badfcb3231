import { join } from 'node:path'
import { expect, test } from 'vitest'
import { folderWith } from '../testing/folder.ts'
import { loadConfiguration } from './load.ts'

const head = `version: 1
organisation: nordlys
host: { url: 'https://data.shop.example' }
connections:
  shop: { connector: woocommerce, config: { url: 'https://shop.example', consumerKey: ck_0123456789, consumerSecret: cs_0123456789 } }
  post: { connector: smtp, config: { host: mail.example, from: shop@nordlys.example } }
  hooks: { connector: webhook, config: { url: 'https://hooks.example/carts' } }
`

async function load(carts: string, before = head) {
  const folder = folderWith({ 'cartograph.yaml': `${before}carts:\n${carts}\n` })
  const { configuration, problems } = await loadConfiguration(join(folder, 'cartograph.yaml'), {
    environment: {},
  })
  return {
    carts: configuration?.carts,
    said: problems.map(({ path, message }) => `${path.join('.')}: ${message}`),
  }
}

test('a rule has its usual spans, campaign and consent', async () => {
  const { carts, said } = await load(
    '  web: { connections: [shop], steps: [{ action: post.mail }] }',
  )
  expect(said).toStrictEqual([])
  expect(carts).toStrictEqual(
    new Map([
      [
        'web',
        {
          id: 'web',
          connections: ['shop'],
          events: ['cart.abandoned'],
          cutOffMs: 3_600_000,
          steps: [{ afterMs: 0, connection: 'post', action: 'mail', mail: { language: 'en' } }],
          coolDownMs: 604_800_000,
          windowMs: 604_800_000,
          minimum: new Map(),
          consent: 'required',
          history: false,
          link: {
            expiresMs: 2_592_000_000,
            campaign: new Map([
              ['utm_source', 'cartograph'],
              ['utm_medium', 'email'],
              ['utm_campaign', 'abandoned-cart'],
              ['utm_content', 'step-{step}'],
            ]),
          },
        },
      ],
    ]),
  )
})

test('links of carts say no campaign where the file switches that off', async () => {
  const { carts } = await load(
    '  web: { connections: [shop], steps: [{ action: post.mail }] }\nattribution: { links: { add: false } }',
  )
  expect(carts?.get('web')?.link.campaign).toStrictEqual(new Map())
})

test('what is said of steps, minima and links is read', async () => {
  const { carts, said } = await load(`  web:
    connections: [shop]
    cutOff: 90m
    minimum: { EUR: 20, DKK: '150.50' }
    consent: assumed
    link: { expires: 14d, to: 'https://shop.example/cart?id={cart}', campaign: { utm_source: mails } }
    steps:
      - { action: post.mail, mail: { language: da, subject: Din kurv } }
      - { after: 24h, action: hooks.request, input: { key: $.cart, body: { email: $.email, url: $.link } } }`)
  expect(said).toStrictEqual([])
  expect(carts?.get('web')).toMatchObject({
    cutOffMs: 5_400_000,
    minimum: new Map([
      ['EUR', '20'],
      ['DKK', '150.50'],
    ]),
    consent: 'assumed',
    link: { expiresMs: 1_209_600_000, to: 'https://shop.example/cart?id={cart}' },
    steps: [
      { afterMs: 0, mail: { language: 'da', subject: 'Din kurv' } },
      { afterMs: 86_400_000, connection: 'hooks', action: 'request' },
    ],
  })
})

const step = 'steps: [{ action: post.mail }]'
const input = (expression: string) =>
  `  web: { connections: [shop], steps: [{ action: hooks.request, input: { body: ${expression} } }] }`

test.each([
  [
    'a connection that is not there',
    `  web: { connections: [shopp], ${step} }`,
    'carts.web.connections.0: there is no connection "shopp"; did you mean "shop"?',
  ],
  [
    'a connection in two rules',
    `  web: { connections: [shop], ${step} }\n  more: { connections: [shop], ${step} }`,
    'carts.more.connections.0: the carts of "shop" are in the rule "web" already',
  ],
  [
    'an action that is not there',
    '  web: { connections: [shop], steps: [{ action: post.male }] }',
    'carts.web.steps.0.action: post has no action "male"; there is mail',
  ],
  [
    'an action that nothing is given to',
    '  web: { connections: [shop], steps: [{ action: hooks.request }] }',
    'carts.web.steps.0.action: nothing says what "hooks.request" is given',
  ],
  [
    'a step before the one before it',
    '  web: { connections: [shop], steps: [{ after: 2h, action: post.mail }, { after: 1h, action: post.mail }] }',
    'carts.web.steps.1: a step comes after the one before it',
  ],
  [
    'four steps',
    `  web: { connections: [shop], steps: [${Array.from({ length: 4 }, (_, index) => `{ after: ${index}h, action: post.mail }`).join(', ')}] }`,
    'carts.web.steps: expected at most 3 steps',
  ],
  [
    'a path that no cart has',
    input('$.emial'),
    'carts.web.steps.0.input.body: `$.emial` does not exist in cart; did you mean `$.email`?',
  ],
  [
    'a subject of two lines',
    '  web: { connections: [shop], steps: [{ action: post.mail, mail: { subject: "a\\nb" } }] }',
    'carts.web.steps.0.mail.subject: expected one line of at most 200 characters',
  ],
  [
    'a span without a unit',
    `  web: { connections: [shop], cutOff: '60', ${step} }`,
    'carts.web.cutOff: expected a number and a unit, such as 60m, 24h or 7d',
  ],
])('a rule with %s is shown what is wrong', async (_what, carts, message) => {
  expect((await load(carts)).said).toStrictEqual([message])
})

test('links need an address that they lead to', async () => {
  const without = head.replace(/^host:.*\n/mu, '')
  const { said } = await load(`  web: { connections: [shop], ${step} }`, without)
  expect(said).toStrictEqual([
    'carts: links are sent that fill carts again, and nothing says where they lead',
  ])
})
