import * as fc from 'fast-check'
import { expect, test } from 'vitest'
import { scriptedHost } from '../testing/scripted-host.ts'
import { scriptedShop, shopConnection } from '../testing/scripted-shop.ts'
import { pageOf } from './page.ts'

test('pages that are asked for one after another have everything once, in order', () => {
  const names = fc.uniqueArray(fc.string({ minLength: 1 }), { maxLength: 30 })
  const check = fc.property(names, fc.integer({ min: 1, max: 10 }), (all, limit) => {
    const sorted = all.toSorted()
    const read: string[] = []
    let after: string | null = ''
    do {
      const from: string = after
      const found = sorted.filter((name) => name > from).slice(0, limit + 1)
      const { items, next } = pageOf(found, limit, (name) => name)
      read.push(...items)
      after = next
    } while (after !== null)
    expect(read).toStrictEqual(sorted)
  })
  fc.assert(check)
})

test('runs are given a page at a time, the newest first', async () => {
  const host = await scriptedHost({ connections: [shopConnection(scriptedShop(1))] })
  const asked: string[] = []
  for (const streams of [['orders'], undefined]) {
    const body = JSON.stringify({ streams })
    const answer = await host.call('/api/connections/shop/sync', { method: 'POST', body })
    asked.push(((await answer.json()) as { readonly run: string }).run)
  }
  const page = async (query: string) => {
    const answer = await host.call(`/api/runs?limit=1${query}`)
    const { runs, next } = (await answer.json()) as {
      readonly runs: readonly { readonly id: string }[]
      readonly next: string | null
    }
    return { ids: runs.map(({ id }) => id), next }
  }
  const first = await page('')
  const second = await page(`&after=${first.next ?? ''}`)
  expect([...first.ids, ...second.ids].toSorted()).toStrictEqual(asked.toSorted())
  expect(second.next).toBe(null)
})
