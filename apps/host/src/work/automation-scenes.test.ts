import { author } from '@cartograph/core'
import { expect, onTestFinished, test } from 'vitest'
import * as z from 'zod'
import { defaultAttribution, type Configuration } from '../config/index.ts'
import { connectorConnection } from '../testing/connector-connection.ts'
import { scriptedInstallation } from '../testing/scripted-installation.ts'
import { automationScene } from './automation-scenes.ts'

function connectorAt(hosts: () => readonly string[]) {
  return author(z.unknown()).connector({
    id: 'shop',
    name: 'Shop',
    hosts,
    check: async () => ({ account: {} }),
    parts: () => ({}),
  })
}

async function linksOf(
  hosts: readonly (() => readonly string[])[],
  attribution?: Configuration['attribution'],
) {
  const scripted = await scriptedInstallation()
  onTestFinished(() => scripted.close())
  const connections = hosts.map((each, index) =>
    connectorConnection(connectorAt(each), {}, { id: `shop${index}` }),
  )
  const { configuration, ...installation } = scripted.installation(connections, [])
  return automationScene({
    ...installation,
    configuration: { ...configuration, ...(attribution !== undefined && { attribution }) },
    now: Date.now,
  }).links
}

test('links to the shops of the configuration say their campaign, and one connector that fails takes none of the others’', async () => {
  const { add, domains } = await linksOf([
    () => ['www.shop.example:8443'],
    () => {
      throw new Error('No address.')
    },
    () => ['pay.example', 'shop.example'],
  ])
  expect({ add, domains }).toStrictEqual({ add: true, domains: ['shop.example', 'pay.example'] })
})

test('domains that are named take the place of those of the shops', async () => {
  const links = { add: false, domains: ['other.example'] }
  const { add, domains } = await linksOf([() => ['shop.example']], {
    ...defaultAttribution,
    links,
  })
  expect({ add, domains }).toStrictEqual(links)
})
