import { cp, mkdtemp, readFile, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'

import { simulatedShop } from '@cartograph/simulators'
import { startWooCommerce } from '@cartograph/simulators/woocommerce'
import { expect, onTestFinished, test } from 'vitest'

import { cartographLines } from './command.ts'
import { webOrders } from './web-shop.ts'

const root = fileURLToPath(new URL('../../..', import.meta.url))

/** The commands of a page, in its order, each as its words. */
async function commandsOf(page: string): Promise<readonly (readonly string[])[]> {
  const text = await readFile(join(root, page), 'utf8')
  const blocks = [...text.matchAll(/^```sh\n(.*?)^```$/gmsu)].map(([, block = '']) => block)
  return blocks
    .flatMap((block) => block.split('\n'))
    .flatMap((line) => {
      const [, words = ''] = /^(?:npm run -s cartograph -- |cartograph )([^#]*)/u.exec(line) ?? []
      return words === '' ? [] : [words.trim().split(/\s+/u)]
    })
}

test('every command of the page works, from the example, with a key that may only read', async () => {
  const store = await startWooCommerce({ shop: simulatedShop({ orders: 120, seed: 2 }) })
  onTestFinished(() => store.close())
  const folder = await mkdtemp(join(tmpdir(), 'cartograph-connect-'))
  onTestFinished(() => rm(folder, { recursive: true, force: true }))
  await cp(join(root, 'docs/examples/shop'), folder, { recursive: true })
  const { consumerKey, consumerSecret } = store.admin.createKey({ permissions: 'read' })
  const workspace = {
    folder,
    environment: {
      WOOCOMMERCE_URL: store.url,
      WOOCOMMERCE_KEY: consumerKey,
      WOOCOMMERCE_SECRET: consumerSecret,
    },
    signal: new AbortController().signal,
  }
  const commands = await commandsOf('docs/connect-a-shop.md')
  // It runs until it is stopped; a test of its own starts it.
  const ending = commands.filter(([name]) => name !== 'serve')
  expect(ending.map(([name]) => name)).toStrictEqual([
    'check',
    'sync',
    'status',
    'push',
    'export',
    'sync',
    'push',
  ])
  // One that does not end with 0 throws what it said.
  for (const words of ending) {
    for await (const line of cartographLines(workspace, words)) expect(line).not.toMatch(/fault/iu)
  }
  const delivered = await readFile(join(folder, 'out', 'orders.csv'), 'utf8')
  const numbers = delivered
    .trim()
    .split('\n')
    .slice(1)
    .map((line) => Number(line.split(',')[1]))
  expect(numbers.toSorted((one, other) => one - other)).toStrictEqual(
    webOrders(store).map(({ id }) => id),
  )
}, 120_000)
