import { join } from 'node:path'
import { expect, test } from 'vitest'
import { folderWith } from '../testing/folder.ts'
import { contrastWithWhite } from './colour-contrast.ts'
import { loadConfiguration } from './index.ts'

const own = 'dashboards: { sales: { template: overview } }'

function load(portal: string) {
  const folder = folderWith({
    'cartograph.yaml': `version: 1\norganisation: nordlys\nstore: ./store.db\n${own}\nportals: { clients: ${portal} }\n`,
  })
  return loadConfiguration(join(folder, 'cartograph.yaml'), { environment: {} })
}

test('a portal shows dashboards by their own ids, each held to settings of its own', async () => {
  const { configuration, problems } = await load(
    '{ title: "Butik A/S", accent: "#1F4FA3", choices: [range], downloads: [pdf], dashboards: { overview: {}, nordic: { dashboard: sales, title: Nordic, stores: [shop:main], range: last7 } } }',
  )
  expect(problems).toStrictEqual([])
  expect(configuration?.portals?.get('clients')).toStrictEqual({
    id: 'clients',
    title: 'Butik A/S',
    accent: '#1f4fa3',
    downloads: ['pdf'],
    choices: ['range'],
    dashboards: [
      { id: 'overview', dashboard: 'overview', settings: {} },
      {
        id: 'nordic',
        dashboard: 'sales',
        title: 'Nordic',
        settings: { range: 'last7', stores: ['shop:main'] },
      },
    ],
  })
})

test.each([
  [
    'a dashboard that is none',
    '{ title: A, dashboards: { slaes: {} } }',
    ['dashboards', 'slaes', 'dashboard'],
    'there is no dashboard "slaes"; did you mean "sales"?',
  ],
  [
    'a segment that is none',
    '{ title: A, dashboards: { sales: { segments: [joy] } } }',
    ['dashboards', 'sales', 'segments', 0],
    'there is no segment "joy"',
  ],
  [
    'a colour on which white cannot be read',
    '{ title: A, accent: "#ffcc00", dashboards: { sales: {} } }',
    ['accent'],
    'white cannot be read on #ffcc00: the contrast is 1.5 to 1, and 4.5 to 1 is needed',
  ],
  [
    'a colour that is a rule of style',
    '{ title: A, accent: "red;background:url(//evil.example)", dashboards: { sales: {} } }',
    ['accent'],
    'expected a colour such as "#1f4fa3"',
  ],
  ['nothing to show', '{ title: A, dashboards: {} }', ['dashboards'], 'expected at least one'],
  [
    'a choice of stores, which whoever looks never has',
    '{ title: A, choices: [stores], dashboards: { sales: {} } }',
    ['choices', 0],
    'range',
  ],
])('%s is shown where it stands', async (_what, portal, at, message) => {
  const { problems } = await load(portal)
  expect(problems).toContainEqual(
    expect.objectContaining({
      path: ['portals', 'clients', ...at],
      message: expect.stringContaining(message) as string,
    }),
  )
})

test('a portal may stand in the store, and show a dashboard that stands there too', async () => {
  const folder = folderWith({ 'cartograph.json': { version: 1, organisation: 'nordlys' } })
  const { configuration, faults } = await loadConfiguration(join(folder, 'cartograph.json'), {
    environment: {},
    declared: [
      { section: 'dashboards', id: 'own', value: { template: 'overview' } },
      { section: 'portals', id: 'clients', value: { title: 'Butik', dashboards: { own: {} } } },
    ],
  })
  expect([...(faults ?? [])]).toStrictEqual([])
  expect(configuration?.portals?.get('clients')?.title).toBe('Butik')
})

test.each([
  ['#ffffff', 1],
  ['#000000', 21],
  ['#767676', 4.54],
])('white on %s has a contrast of %d to 1', (colour, contrast) => {
  expect(contrastWithWhite(colour)).toBeCloseTo(contrast, 2)
})
