import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { pathToFileURL } from 'node:url'
import { author, bearer, json, personal, secret, upserts } from '@cartograph/core'
import { cassetteText } from '@cartograph/host'
import { expect, onTestFinished, test } from 'vitest'
import * as z from 'zod'
import { notebook } from '../broken/notebook.ts'
import { startNotebook } from '../broken/notebook-vendor.ts'
import { conformanceReport } from '../run-checks.ts'
import { recordCassette } from './record-cassette.ts'

const canary = 'tok_canary_7c1e55a0'
const person = { id: 1, name: 'Ida Canary', contact: 'ida.canary@shop.example', echoed: canary }

const kit = author(z.strictObject({ token: secret(z.string()) }))
const people = kit.connector({
  id: 'people',
  name: 'People',
  hosts: () => ['people.example'],
  sign: (request, { config }) => bearer(request, config.token),
  check: async ({ fetch }) => {
    await json(await fetch('https://people.example/account?api_key=none'))
    return { account: { name: 'Test' } }
  },
  parts: () => ({
    streams: {
      people: kit.stream({
        schema: z.looseObject({ id: z.int(), name: personal('name', z.string()) }),
        key: ({ id }) => id,
        deletes: 'never',
        list: {
          params: z.null(),
          position: z.null(),
          async *plan() {
            yield { params: null }
          },
          async *read({ fetch }) {
            const rows = (await json(await fetch('https://people.example/list'))) as [typeof person]
            yield { items: upserts(rows), next: null, end: true }
          },
        },
      }),
    },
  }),
})

test('neither the canary among the secrets nor the person behind a row gets into a cassette', async () => {
  const text = cassetteText(
    await recordCassette(people, {
      settings: { token: canary },
      transport: async ({ url }) => Response.json(url.endsWith('/list') ? [person] : { ok: true }),
    }),
  )
  expect(text).toContain('scrubbed-')
  for (const hidden of [canary, 'Ida', 'Canary', 'ida.canary', 'shop.example'])
    expect(text).not.toContain(hidden)
})

test('a connector works from its recording, and the recording passes the checks of cassettes', async () => {
  const { settings, transport } = startNotebook()
  const folder = await mkdtemp(join(tmpdir(), 'cartograph-cassette-'))
  onTestFinished(() => rm(folder, { recursive: true }))
  const file = join(folder, 'notebook.json')
  const sent = transport === undefined ? {} : { transport }
  await writeFile(file, cassetteText(await recordCassette(notebook, { settings, ...sent })))
  const { results } = await conformanceReport(notebook, {
    settings: { token: 'nb_another' },
    simulator: { start: startNotebook },
    cassette: pathToFileURL(file),
  })
  const statuses = Object.fromEntries(results.map(({ id, status }) => [id, status]))
  expect(statuses['papers.cassette']).toBe('passed')
  expect(statuses['papers.replay']).toBe('passed')
})

test('a recording has the date, the version and the first pages', async () => {
  const { settings, transport } = startNotebook()
  const cassette = await recordCassette(notebook, {
    settings,
    pages: 2,
    apiVersion: '2026-11',
    ...(transport !== undefined && { transport }),
  })
  expect(cassette.apiVersion).toBe('2026-11')
  expect(Date.parse(cassette.recordedAt)).toBeGreaterThan(0)
  expect(cassette.exchanges.map(({ request }) => new URL(request.url).pathname)).toStrictEqual([
    '/account',
    '/notes',
    '/notes',
  ])
})
