import { expect, test } from 'vitest'
import { scriptedHost, type ScriptedHost } from '../testing/scripted-host.ts'
import { scriptedShop, shopConnection, type ScriptedShop } from '../testing/scripted-shop.ts'

interface ShownLetter {
  readonly key: string
  readonly fault: { readonly message: string }
  readonly native: { readonly id: number; readonly total: string }
}

/** A host whose shop has an order that cannot be an order. */
async function hostWithLetter(shop: ScriptedShop): Promise<ScriptedHost> {
  shop.rows.set(2, { id: 2, total: 'much' })
  const connection = shopConnection(shop)
  const host = await scriptedHost({ connections: [connection] })
  await host.installation.sync(connection)
  return host
}

async function post(host: ScriptedHost, path: string, body: object = {}): Promise<unknown> {
  const response = await host.call(path, { method: 'POST', body: JSON.stringify(body) })
  return response.json()
}

async function letters(host: ScriptedHost): Promise<readonly ShownLetter[]> {
  const answer = await host.call('/api/dead-letters/shop.orders')
  return ((await answer.json()) as { readonly letters: readonly ShownLetter[] }).letters
}

test('what could not be understood is shown with what came and why', async () => {
  const host = await hostWithLetter(scriptedShop(3))
  const parts: unknown = await (await host.call('/api/dead-letters')).json()
  expect(parts).toStrictEqual({ parts: [{ part: 'shop.orders', side: 'source', count: 1 }] })
  expect((await letters(host)).map(({ native }) => native)).toStrictEqual([
    { id: 2, total: 'much' },
  ])
})

test('dead letters come a page at a time', async () => {
  const shop = scriptedShop(3)
  shop.rows.set(3, { id: 3, total: 'more' })
  const host = await hostWithLetter(shop)
  const page = async (query: string) => {
    const answer = await host.call(`/api/dead-letters/shop.orders?limit=1${query}`)
    const { letters: shown, next } = (await answer.json()) as {
      readonly letters: readonly ShownLetter[]
      readonly next: string | null
    }
    return { ids: shown.map(({ native }) => native.id), next }
  }
  const first = await page('')
  const second = await page(`&after=${first.next ?? ''}`)
  expect([first.ids, second.ids, second.next]).toStrictEqual([[2], [3], null])
})

test('a dead letter that still fails is counted as that', async () => {
  const host = await hostWithLetter(scriptedShop(3))
  const replayed = await post(host, '/api/dead-letters/shop.orders/replay')
  expect(replayed).toMatchObject({ replayed: 1, mended: 0, failed: 1 })
})

test('dead letters are put away for good, and the audit log says by whom', async () => {
  const host = await hostWithLetter(scriptedShop(3))
  const [letter] = await letters(host)
  const discarded = [
    await post(host, '/api/dead-letters/shop.orders/discard', { keys: ['another'] }),
    await post(host, '/api/dead-letters/shop.orders/discard', { keys: [letter?.key] }),
  ]
  expect(discarded).toStrictEqual([{ discarded: 0 }, { discarded: 1 }])
  expect(await letters(host)).toStrictEqual([])
  const audit = (await (await host.call('/api/audit')).json()) as {
    readonly entries: readonly { readonly action: string; readonly target: string }[]
  }
  expect(audit.entries.filter(({ action }) => action === 'letters.discard')).toMatchObject([
    { target: 'shop.orders', actor: { kind: 'token' } },
  ])
})

test('a part that there is not has no dead letters', async () => {
  const host = await hostWithLetter(scriptedShop(3))
  expect((await host.call('/api/dead-letters/other.orders')).status).toBe(404)
})
