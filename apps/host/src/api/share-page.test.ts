import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { Hono } from 'hono'
import { expect, onTestFinished, test } from 'vitest'
import { commonHeaders } from './guards.ts'
import { noSuchLink, type ShareDoor } from './share-door.ts'
import { sharePage } from './share-page.ts'

async function pageOf(origins: readonly string[] | undefined) {
  const folder = await mkdtemp(join(tmpdir(), 'cartograph-share-'))
  onTestFinished(() => rm(folder, { recursive: true }))
  await writeFile(join(folder, 'share.html'), '<title>Shared</title>')
  const opened =
    origins === undefined ? noSuchLink() : { share: { origins: JSON.stringify(origins) } }
  const door = { open: async () => opened } as unknown as ShareDoor
  return new Hono()
    .use(commonHeaders('https://data.example'))
    .route('/share', sharePage(door, folder))
    .request('/share/abc')
}

function told({ status, headers }: Response) {
  return {
    status,
    framed: /frame-ancestors ([^;]*)/.exec(headers.get('content-security-policy') ?? '')?.[1],
    options: headers.get('x-frame-options'),
    referrer: headers.get('referrer-policy'),
    robots: headers.get('x-robots-tag'),
    cache: headers.get('cache-control'),
  }
}

const common = { referrer: 'no-referrer', robots: 'noindex, nofollow', cache: 'no-store' }

test('the page of a link is found by no search, kept nowhere, and tells nobody where it stood', async () => {
  const page = await pageOf([])
  expect(told(page)).toStrictEqual({ ...common, status: 200, framed: "'none'", options: 'DENY' })
  expect(await page.text()).toBe('<title>Shared</title>')
})

test('only pages of the origins that a link lists may frame it', async () => {
  expect(told(await pageOf(['https://shop.example', 'https://intra.example']))).toStrictEqual({
    ...common,
    status: 200,
    framed: 'https://shop.example https://intra.example',
    options: null,
  })
})

test('where a link leads nowhere the page says so, and nobody may frame it', async () => {
  expect(told(await pageOf(undefined))).toStrictEqual({
    ...common,
    status: 404,
    framed: "'none'",
    options: 'DENY',
  })
})
