import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { pathToFileURL } from 'node:url'
import { bearer, type Feed, type Parts, type Stream, type Webhook } from '@cartograph/core'
import { conformanceReport } from '@cartograph/testkit'
import { afterAll, expect, test } from 'vitest'
import * as z from 'zod'
import { startBusyBakery, type BakeryWish } from './busy-bakery.ts'
import { extractCode } from './extract-code.ts'
import { ask, connector, type Settings } from './prelude.ts'

const work = mkdtempSync(join(tmpdir(), 'handbook-running-'))
extractCode(work)
afterAll(() => rmSync(work, { recursive: true }))

/** What a block of a page exports. */
async function exported<Part>(file: string, name: string): Promise<Part> {
  const module = (await import(pathToFileURL(join(work, file)).href)) as Readonly<
    Record<string, Part>
  >
  const part = module[name]
  if (part === undefined) throw new Error(`${file} exports no ${name}`)
  return part
}

const byChange = await exported<Stream<Settings>>('streams/block-1.ts', 'orders')
const byId = await exported<Stream<Settings>>('deletes/block-1.ts', 'orders')
const webhook = await exported<Webhook<Settings>>('feeds-and-webhooks/block-1.ts', 'webhook')
const feed = await exported<Feed<Settings>>('feeds-and-webhooks/block-2.ts', 'changes')

const cases: readonly (readonly [string, Parts<Settings>, BakeryWish])[] = [
  ['on streams', { streams: { orders: byChange } }, { lists: 'changes', pageSize: 100 }],
  ['on deletes', { streams: { orders: byId } }, { lists: 'ids', pageSize: 10 }],
  ['on webhooks', { streams: { orders: byId }, webhook }, { lists: 'ids', pageSize: 10 }],
  ['on feeds', { streams: { orders: byId }, feed }, { lists: 'ids', pageSize: 10 }],
]

test.each(cases)(
  'the code of the page %s passes the suite',
  async (_page, parts, wish) => {
    const bakery = connector({
      id: 'bakery',
      name: 'Bakery',
      hosts: ({ url }) => [new URL(url).host],
      sign: (request, { config }) => bearer(request, config.token),
      check: async ({ config, fetch }) => ({
        account: await ask(fetch(`${config.url}/account`), z.object({ name: z.string() })),
      }),
      parts: () => parts,
    })
    const { results } = await conformanceReport(bakery, {
      simulator: { start: () => startBusyBakery(wish) },
    })
    const failed = results.flatMap((one) =>
      one.status === 'failed' ? [`${one.id}: ${one.mismatch.happened}`] : [],
    )
    expect(failed).toStrictEqual([])
    expect(results.filter(({ status }) => status === 'passed').length).toBeGreaterThan(40)
  },
  60_000,
)
