import { expect, onTestFinished, test } from 'vitest'
import { startScript } from './index.ts'

const services = `
function put(sizes) { CacheService.getUserCache().put('k'.repeat(sizes.key), 'v'.repeat(sizes.value), sizes.seconds); return true }
function get(key) { return CacheService.getUserCache().get(key) }
function set(size) { PropertiesService.getUserProperties().setProperty('p' + size, 'v'.repeat(size)); return true }
function fetched(url) { const r = UrlFetchApp.fetch(url); return [r.getResponseCode(), r.getContentText().length] }
function sent(size) { return UrlFetchApp.fetch('https://a.example/', { method: 'post', payload: 'x'.repeat(size) }).getContentText() }
function slept(ms) { Utilities.sleep(ms); return true }
function wrongType() { return DataStudioApp.createCommunityConnector().newAuthTypeResponse().setAuthType(undefined).build() }
function told() { DataStudioApp.createCommunityConnector().newUserError().setText('Read this.').throwException() }
function globals() { return [typeof process, typeof URL, typeof fetch, typeof setTimeout, typeof require] }
`

async function started(
  answer: (request: Request) => Response | Promise<Response> = () => new Response('ok'),
) {
  const script = await startScript({ code: services, answer })
  onTestFinished(() => script.close())
  return script
}

test('a script has nothing of Node and nothing of browsers', async () => {
  const script = await started()
  expect(await script.call('globals')).toStrictEqual({
    value: Array.from({ length: 5 }, () => 'undefined'),
  })
})

test.each([
  ['a key of the cache', 'put', { key: 251, value: 1, seconds: 1 }, 'key'],
  ['a value of the cache', 'put', { key: 1, value: 102_401, seconds: 1 }, 'value'],
  ['a time in the cache', 'put', { key: 1, value: 1, seconds: 21_601 }, 'expiration'],
  ['a property', 'set', 9_217, 'value'],
])('%s that is too large is refused', async (_, name, argument, what) => {
  const script = await started()
  expect(await script.call(name, argument)).toStrictEqual({ crash: `Argument too large: ${what}` })
})

test('properties have a limit all together', async () => {
  const script = await started()
  for (let count = 0; count < 55; count += 1) await script.call('set', 9_000 + count)
  const outcomes = []
  for (let count = 55; count < 58; count += 1)
    outcomes.push(await script.call('set', 9_000 + count))
  expect(outcomes).toStrictEqual([
    { value: true },
    { crash: 'You have exceeded the property storage quota.' },
    { crash: 'You have exceeded the property storage quota.' },
  ])
})

test('what is in the cache is forgotten when its time is over', async () => {
  const script = await started()
  await script.call('put', { key: 1, value: 3, seconds: 60 })
  await script.pass(59_000)
  expect(await script.call('get', 'k')).toStrictEqual({ value: 'vvv' })
  await script.pass(1_000)
  expect(await script.call('get', 'k')).toStrictEqual({ value: null })
})

test('a fetch waits for an answer that takes its time', async () => {
  const script = await started(async (request) => {
    await new Promise((resolve) => setTimeout(resolve, 20))
    return new Response(await request.text())
  })
  expect(await script.call('sent', 12)).toStrictEqual({ value: 'xxxxxxxxxxxx' })
})

test('an answer of more than 50 MB is cut in the middle', async () => {
  const script = await started(() => new Response('x'.repeat(51 * 1_048_576)))
  expect(await script.call('fetched', 'https://a.example/')).toStrictEqual({
    value: [200, 50 * 1_048_576],
  })
})

test('addresses and bodies have limits, and errors are thrown unless they are muted', async () => {
  const script = await started(() => new Response('no', { status: 503 }))
  expect(await script.call('fetched', `https://a.example/${'a'.repeat(2_048)}`)).toStrictEqual({
    crash: 'Exception: Limit Exceeded: URLFetch URL Length.',
  })
  expect(await script.call('sent', 50 * 1_048_576 + 1)).toStrictEqual({
    crash: 'Exception: Limit Exceeded: URLFetch POST Size.',
  })
  expect(await script.call('fetched', 'https://a.example/')).toStrictEqual({
    crash:
      'Exception: Request failed for https://a.example/ returned code 503. Truncated server response: no',
  })
})

test('a host that nobody finds, one that is slow, and a day whose calls are used up', async () => {
  const script = await started()
  script.next({ kind: 'address' }, { kind: 'timeout' }, { kind: 'quota' })
  const crashes = []
  for (let count = 0; count < 3; count += 1)
    crashes.push(await script.call('fetched', 'https://a.example/'))
  expect(crashes).toStrictEqual([
    { crash: 'Exception: Address unavailable: https://a.example/' },
    { crash: 'Exception: Timeout: https://a.example/' },
    {
      crash: 'Exception: Service invoked too many times for one day: urlfetch: https://a.example/',
    },
  ])
})

test('a script runs for six minutes at most', async () => {
  const script = await started()
  expect([await script.call('slept', 360_000), await script.call('slept', 360_001)]).toStrictEqual([
    { value: true },
    { crash: 'Exceeded maximum execution time' },
  ])
})

test('an error for users is told from a crash, and a type that is none crashes', async () => {
  const script = await started()
  expect([await script.call('told'), await script.call('wrongType')]).toStrictEqual([
    { userError: 'Read this.' },
    { crash: 'Invalid argument: undefined' },
  ])
})
