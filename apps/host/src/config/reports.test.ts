import { join } from 'node:path'
import { expect, test } from 'vitest'
import { folderWith } from '../testing/folder.ts'
import { loadConfiguration } from './index.ts'

const own = 'dashboards: { sales: { template: overview } }'

function load(report: string) {
  const folder = folderWith({
    'cartograph.yaml': `version: 1\norganisation: nordlys\nstore: ./store.db\n${own}\nreports: { weekly: ${report} }\n`,
  })
  return loadConfiguration(join(folder, 'cartograph.yaml'), { environment: {} })
}

const to = 'to: [{ action: post.mail, mail: [anna@shop.example] }]'

test.each([
  [
    'a dashboard that is none',
    `{ dashboard: slaes, schedule: "0 7 * * 1", ${to} }`,
    ['dashboard'],
    'there is no dashboard "slaes"; did you mean "sales"?',
  ],
  [
    'a time that is none',
    `{ dashboard: sales, schedule: mondays, ${to} }`,
    ['schedule'],
    'is no cron expression; expected five fields such as "*/5 * * * *" (every five minutes)',
  ],
  [
    'a segment that is none',
    `{ dashboard: overview, schedule: "0 7 * * 1", segments: [joy], ${to} }`,
    ['segments', 0],
    'there is no segment "joy"',
  ],
  [
    'days that end before they begin',
    `{ dashboard: overview, schedule: "0 7 * * 1", range: { from: 2026-02-01, to: 2026-01-01 }, ${to} }`,
    ['range'],
    'ends before it begins',
  ],
  [
    'a subject of two lines',
    `{ dashboard: overview, schedule: "0 7 * * 1", subject: "a\\nb", ${to} }`,
    ['subject'],
    'expected one line',
  ],
])('%s is shown where it stands', async (_what, report, at, message) => {
  const { problems } = await load(report)
  expect(problems).toContainEqual(
    expect.objectContaining({
      path: ['reports', 'weekly', ...at],
      message: expect.stringContaining(message) as string,
    }),
  )
})

test('a connection that is not there is shown where it is named, and nothing else of a good report', async () => {
  const { problems } = await load(
    `{ dashboard: sales, schedule: "0 7 * * 1", range: lastWeek, attach: [pdf, csv], language: de, ${to} }`,
  )
  expect(problems).toMatchObject([
    { path: ['reports', 'weekly', 'to', 0, 'action'], message: 'there is no connection "post"' },
  ])
})

test('a report of the store is read as one of the file, of a dashboard that is in the store too', async () => {
  const post = {
    connector: 'smtp',
    config: { host: 'smtp.example.com', from: 'us@shop.example' },
  }
  const folder = folderWith({
    'cartograph.json': { version: 1, organisation: 'nordlys', connections: { post } },
  })
  const { configuration, faults } = await loadConfiguration(join(folder, 'cartograph.json'), {
    environment: {},
    declared: [
      { section: 'dashboards', id: 'own', value: { template: 'overview' } },
      {
        section: 'reports',
        id: 'weekly',
        value: {
          dashboard: 'own',
          schedule: '0 7 * * 1',
          range: 'lastWeek',
          stores: ['shop:berlin'],
          to: [{ action: 'post.mail', mail: ['anna@shop.example'] }],
        },
      },
    ],
  })
  expect([...(faults ?? [])]).toStrictEqual([])
  expect(configuration?.reports?.get('weekly')).toStrictEqual({
    id: 'weekly',
    dashboard: 'own',
    schedule: '0 7 * * 1',
    settings: { range: 'lastWeek', stores: ['shop:berlin'] },
    attach: ['pdf'],
    to: [
      {
        connection: 'post',
        action: 'mail',
        input: { to: ['anna@shop.example'], subject: '{subject}', text: '{text}' },
        isMail: true,
      },
    ],
  })
})
