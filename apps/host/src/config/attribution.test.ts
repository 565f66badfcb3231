import { join } from 'node:path'
import { expect, test } from 'vitest'
import { folderWith } from '../testing/folder.ts'
import { defaultAttribution } from './attribution.ts'
import { loadConfiguration } from './index.ts'

function load(yaml: string) {
  const folder = folderWith({
    'cartograph.yaml': `version: 1\norganisation: nordlys\n${yaml}\n`,
  })
  return loadConfiguration(join(folder, 'cartograph.yaml'), { environment: {} })
}

test('links of the last thirty days count, by the parameters that all tools write', () => {
  expect(defaultAttribution).toStrictEqual({
    model: 'last',
    windowMs: 30 * 86_400_000,
    parameters: {
      source: ['utm_source'],
      medium: ['utm_medium'],
      campaign: ['utm_campaign'],
      message: ['utm_content'],
    },
    clicks: ['email.clicked', 'sms.clicked'],
    links: { add: true },
  })
})

test('model, window, parameters, clicks and domains are what the file says', async () => {
  const { configuration } = await load(
    'attribution: { model: first, window: 12h, parameters: { campaign: cid, message: [di_batch, utm_content] }, clicks: [push.opened], links: { add: false, domains: [shop.example] } }',
  )
  expect(configuration?.attribution).toStrictEqual({
    model: 'first',
    windowMs: 12 * 3_600_000,
    parameters: {
      source: ['utm_source'],
      medium: ['utm_medium'],
      campaign: ['cid'],
      message: ['di_batch', 'utm_content'],
    },
    clicks: ['push.opened'],
    links: { add: false, domains: ['shop.example'] },
  })
})

test.each([
  ['window: a month', 'expected a number of hours or days, such as 12h or 30d'],
  ['parameters: { campaign: "utm campaign" }', 'expected the name of a parameter'],
  ['links: { domains: ["https://shop.example"] }', 'expected a domain in small letters'],
  ['model: linear', 'expected one of "last", "first"'],
])('%s is shown with what was expected', async (entry, message) => {
  const { configuration, problems } = await load(`attribution: { ${entry} }`)
  expect([configuration, problems[0]?.message]).toStrictEqual([
    undefined,
    expect.stringContaining(message),
  ])
})
