import { join } from 'node:path'
import { expect, test } from 'vitest'
import { folderWith } from '../testing/folder.ts'
import { automationRecipes } from './automation-recipes.ts'
import { loadConfiguration } from './index.ts'

const posts =
  'connections: { post: { connector: smtp, config: { host: mail.example, from: shop@shop.example } } }\n'

function load(yaml: string, host = 'host: { url: "https://data.shop.example" }\n') {
  const folder = folderWith({
    'cartograph.yaml': `version: 1\norganisation: nordlys\n${posts}${host}contacting: { mail: post.mail }\n${yaml}\n`,
  })
  return loadConfiguration(join(folder, 'cartograph.yaml'), { environment: {} })
}

const shown = async (yaml: string) =>
  (await load(yaml)).problems.map(({ path, message, severity }) => [
    path.join('.'),
    severity,
    message,
  ])
const mail = 'mail: { subject: Hello, text: Hello }'

test.each(Object.keys(automationRecipes))(
  'the recipe %s can be taken by its name',
  async (name) => {
    const { configuration, problems } = await load(`automations: { mine: { recipe: ${name} } }`)
    expect(problems).toStrictEqual([])
    expect(configuration?.automations?.get('mine')?.steps.length).toBeGreaterThan(0)
  },
)

test('what stands beside a recipe takes the place of what it says', async () => {
  const { configuration } = await load(
    'automations: { mine: { recipe: welcome, most: { messages: 2, in: 7d }, perMinute: 5 } }',
  )
  expect(configuration?.automations?.get('mine')).toMatchObject({
    on: { event: 'customer.created' },
    most: { most: 2, withinMs: 604_800_000 },
    perMinute: 5,
    brake: 5000,
    withinMs: 259_200_000,
    purpose: 'marketing',
    consent: 'required',
    onHistory: false,
  })
})

test('a segment that an automation waits for is kept from then on', async () => {
  const { configuration } = await load('automations: { mine: { recipe: loyalty } }')
  expect([...(configuration?.segments?.keys() ?? [])]).toStrictEqual(['loyal'])
})

test.each([
  [
    `{ on: order.paidd, steps: [{ ${mail} }] }`,
    'on',
    'warning',
    '"order.paidd" is taken for an event of your own; did you mean "order.paid"?',
  ],
  [
    `{ on: bithday, steps: [{ ${mail} }] }`,
    'on',
    'error',
    '"bithday" is nothing that happens; did you mean "birthday"?',
  ],
  [
    `{ on: segment.entered, steps: [{ ${mail} }] }`,
    'on',
    'error',
    '"segment.entered" expects a segment, such as { event: segment.entered, segment: vip }',
  ],
  [
    `{ on: order.paid, in: vipp, steps: [{ ${mail} }] }`,
    'in',
    'error',
    'there is no segment "vipp"; did you mean "vip"?',
  ],
  [
    '{ on: order.paid, steps: [{ mail: { through: post.mails, subject: A, text: B } }] }',
    'steps.0.mail',
    'error',
    'post has no action "mails"; did you mean "mail"?',
  ],
  [
    '{ on: order.paid, steps: [{ slack: { text: B } }] }',
    'steps.0.slack',
    'error',
    'nothing says through which connection it goes',
  ],
  [
    '{ on: order.paid, steps: [{ mail: { subject: A, text: "{{ order number }}" } }] }',
    'steps.0.mail.text',
    'error',
    '"order number" is no path such as order.number or customer.firstName',
  ],
  [
    `{ on: order.paid, when: { $greaterThan: [1, 2] }, steps: [{ ${mail} }] }`,
    'when',
    'error',
    '$greaterThan: `$greaterThan` is no function; did you mean `$greater`? A field whose name begins with $ is written `$$greaterThan`',
  ],
  [
    `{ on: order.paid, nodes: [north], steps: [{ ${mail} }] }`,
    'nodes.0',
    'error',
    'there is no node "north"',
  ],
  ['{ recipe: welcom }', 'recipe', 'error', 'there is no recipe "welcom"; did you mean "welcome"?'],
  [`{ steps: [{ ${mail} }] }`, '', 'error', '"on" is missing'],
])('%s is told of at its place', async (automation, place, severity, message) => {
  expect(await shown(`automations: { mine: ${automation} }`)).toStrictEqual([
    [`automations.mine${place === '' ? '' : `.${place}`}`, severity, message],
  ])
})

test('a step does one thing', async () => {
  expect(
    await shown(`automations: { mine: { on: order.paid, steps: [{ ${mail}, tag: [a] }] } }`),
  ).toStrictEqual([
    [
      'automations.mine.steps.0',
      'error',
      'expected one of `mail`, `tag`, `set`, `webhook`, `slack` and `act`',
    ],
  ])
})

test('automations that set each other off are told of', async () => {
  const segments =
    'segments: { tagged: { where: { all: [{ field: tags, op: contains, value: a }] } } }\n'
  expect(
    await shown(
      `${segments}automations:
  one: { on: { event: segment.entered, segment: tagged }, steps: [{ set: { company: x } }] }
  two: { on: { event: customer.updated, properties: [company] }, steps: [{ tag: [a] }] }
  three: { on: { event: customer.updated, properties: [email] }, steps: [{ tag: [b] }] }`,
    ),
  ).toStrictEqual([
    ['automations.one', 'warning', 'these automations set each other off: one, two'],
  ])
})

test('a link to unsubscribe needs an address that it leads to', async () => {
  const { problems } = await load('automations: { mine: { recipe: welcome } }', '')
  expect(problems).toMatchObject([
    { message: 'a mail has a link to unsubscribe, and nothing says where it leads' },
  ])
})
