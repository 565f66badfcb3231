import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { Hono } from 'hono'
import { expect, onTestFinished, test } from 'vitest'
import { pageAnswer } from './page-answer.ts'

async function builtPage(): Promise<Hono> {
  const folder = await mkdtemp(join(tmpdir(), 'cartograph-page-'))
  onTestFinished(() => rm(folder, { recursive: true }))
  await mkdir(join(folder, 'assets'))
  await writeFile(join(folder, 'index.html'), '<title>The page</title>')
  await writeFile(join(folder, 'assets', 'main-1a2b.js'), 'plain')
  await writeFile(join(folder, 'assets', 'main-1a2b.js.br'), 'small')
  return new Hono().get('/*', pageAnswer(folder))
}

const html = { headers: { accept: 'text/html,*/*;q=0.8' } }

test('a file with its hash in its name may be kept for ever, and is sent small where that is taken', async () => {
  const page = await builtPage()
  const small = await page.request('/assets/main-1a2b.js', {
    headers: { 'accept-encoding': 'gzip, br' },
  })
  expect({
    body: await small.text(),
    coding: small.headers.get('content-encoding'),
    type: small.headers.get('content-type'),
    cache: small.headers.get('cache-control'),
  }).toStrictEqual({
    body: 'small',
    coding: 'br',
    type: 'text/javascript; charset=utf-8',
    cache: 'public, max-age=31536000, immutable',
  })
  expect(await (await page.request('/assets/main-1a2b.js')).text()).toBe('plain')
})

test('wherever a browser goes within the page it gets its start, which is asked for each time', async () => {
  const page = await builtPage()
  const answers = await Promise.all(
    ['/', '/customers/a.b'].map(async (path) => page.request(path, html)),
  )
  expect(
    await Promise.all(
      answers.map(async (answer) => [await answer.text(), answer.headers.get('cache-control')]),
    ),
  ).toStrictEqual([
    ['<title>The page</title>', 'no-cache'],
    ['<title>The page</title>', 'no-cache'],
  ])
})

test('the page may load from its own host alone, runs no script that stands in it, and is framed by nobody', async () => {
  const page = await builtPage()
  const { headers } = await page.request('/', html)
  expect(headers.get('content-security-policy')).toBe(
    "default-src 'self'; img-src 'self' data:; object-src 'none'; base-uri 'none'; form-action 'self'; frame-ancestors 'none'",
  )
  expect(headers.get('x-frame-options')).toBe('DENY')
})

test.for([
  '/api/nothing',
  '/hooks/shop/x',
  '/served/a/b/c',
  '/surfaces/a',
  '/pages/x',
  '/carts/x',
  '/share/x',
  '/assets/gone.js',
])('%s is never answered with the page', async (path) => {
  expect((await (await builtPage()).request(path, html)).status).toBe(404)
})

test('a program that asks for JSON, and whoever sends something, gets no page', async () => {
  const page = await builtPage()
  const asked = await page.request('/customers', { headers: { accept: 'application/json' } })
  const sent = await page.request('/customers', { ...html, method: 'POST' })
  expect([asked.status, sent.status]).toStrictEqual([404, 404])
})

test('a path that climbs out of the folder leads nowhere', async () => {
  expect((await (await builtPage()).request('/assets/..%2f..%2findex.html')).status).toBe(404)
})

test('where the page is not built, its start says so and how it is made', async () => {
  const page = new Hono().get('/*', pageAnswer(undefined))
  const answer = await page.request('/', html)
  expect([answer.status, await answer.json()]).toStrictEqual([
    404,
    {
      type: 'about:blank',
      title: 'Not Found',
      status: 404,
      detail: 'The dashboard is not built here; the API is at /api.',
      hint: 'From a checkout of the sources, `npm run build` makes it; then start the host again.',
    },
  ])
  expect((await page.request('/customers', html)).status).toBe(404)
})
