import type { Mapping } from '@cartograph/core'
import { afterEach, beforeEach, expect, test } from 'vitest'
import * as z from 'zod'
import type { Connection } from '../config/index.ts'
import { engineClock } from '../queue/index.ts'
import {
  scriptedInstallation,
  type ScriptedInstallation,
} from '../testing/scripted-installation.ts'
import { orderMapping, scriptedShop, shopConnection } from '../testing/scripted-shop.ts'

let host: ScriptedInstallation
let columns: string[]
let looks: number
beforeEach(async () => {
  host = await scriptedInstallation()
  columns = ['id', 'total']
  looks = 0
})
afterEach(() => host.close())

/** A shop whose columns are known only by looking. */
function discovering(mapping: Mapping, streams?: readonly string[]): Connection {
  const plain = shopConnection(scriptedShop(3), { mappings: [mapping] })
  const { orders } = plain.connector.parts({ config: {}, found: null }).streams ?? {}
  if (orders === undefined) throw new Error('The scripted shop has orders.')
  const connector: Connection['connector'] = {
    ...plain.connector,
    discover: async () => {
      looks += 1
      return [...columns]
    },
    parts: ({ found }) => {
      const names = (found ?? []) as readonly string[]
      const shape = Object.fromEntries(names.map((name) => [name, z.unknown().optional()]))
      return { streams: { orders: { ...orders, schema: z.looseObject(shape) } } }
    },
  }
  return { ...plain, connector, ...(streams !== undefined && { streams }) }
}

const wrong: Mapping = {
  ...orderMapping,
  fields: { ...orderMapping.fields, number: '$.nummer' },
}

test('a mapping that names what the account does not have is noted in every run', async () => {
  columns = ['id', 'total', 'number']
  const { ok, runs } = await host.sync(discovering(wrong))
  expect({ ok, runs }).toMatchObject({ ok: true, runs: [{ rows: 3 }] })
  expect(runs[0]?.notes).toStrictEqual([
    'Mapping shop-order: `$.nummer` does not exist in orders; did you mean `$.number`?',
  ])
})

test('an account that was looked at long ago is looked at again before it is called wrong', async () => {
  await host.sync(discovering(orderMapping))
  columns = ['id', 'total', 'nummer']
  const later = { clock: engineClock(() => Date.now() + 7_200_000) }
  const { runs } = await host.sync(discovering(wrong), { engine: later })
  expect({ notes: runs[0]?.notes, looks }).toStrictEqual({ notes: [], looks: 2 })
})

test('a stream that the account does not have is said, and the others are read', async () => {
  const { ok, runs } = await host.sync(discovering(orderMapping, ['orders', 'ordrs']))
  expect({ ok, runs }).toMatchObject({
    ok: false,
    runs: [
      { stream: 'orders', read: 3 },
      { stream: 'ordrs', fault: { message: 'There is no stream "ordrs".' } },
    ],
  })
})
