import { manifestProblems, startScript } from '@cartograph/simulators/data-studio'
import { expect, onTestFinished, test } from 'vitest'
import { bundleScript } from '../bundling/bundle-script.ts'

const path = 'https://data.example/surfaces/reports/reports/secret-part'

async function runningScript(answer: (request: Request) => Response = () => Response.json({})) {
  const { code } = await bundleScript()
  const script = await startScript({ code, answer })
  onTestFinished(() => script.close())
  return script
}

test('Data Studio takes the manifest, and it names PATH_KEY', async () => {
  const { manifest } = await bundleScript()
  expect(manifestProblems(manifest)).toStrictEqual([])
  expect(manifest).toContain('"authType": ["PATH_KEY"]')
})

test('the script is one file without modules, and waits for nothing', async () => {
  const { code } = await bundleScript()
  expect(code.match(/^\s*(?:import|export|async|await)\b/gmu)).toBe(null)
  expect(code.match(/^function \w+/gmu)).toStrictEqual([
    'function getAuthType',
    'function isAuthValid',
    'function resetAuth',
    'function setCredentials',
    'function getConfig',
    'function getSchema',
    'function getData',
  ])
})

test('it signs in by an address and a key, wherever the request has them', async () => {
  const script = await runningScript()
  expect(await script.call('getAuthType')).toMatchObject({ value: { type: 'PATH_KEY' } })
  for (const request of [{ pathKey: { path, key: 'a-key' } }, { path, key: 'a-key' }])
    expect(await script.call('setCredentials', request)).toStrictEqual({
      value: { errorCode: 'NONE' },
    })
  expect(await script.call('setCredentials', null)).toStrictEqual({
    value: { errorCode: 'INVALID_CREDENTIALS' },
  })
  expect(script.properties()).toStrictEqual({ 'dscc.path': path, 'dscc.key': 'a-key' })
})

test('an answer that is too large for the cache is given all the same', async () => {
  const schema = Array.from({ length: 5000 }, (_, index) => ({ name: `field_${index}` }))
  const script = await runningScript(() => Response.json({ schema }))
  await script.call('setCredentials', { path, key: 'a-key' })
  expect(await script.call('getSchema', {})).toStrictEqual({ value: { schema } })
})

test('an answer that Apps Script cuts in the middle is told', async () => {
  const script = await runningScript(({ url }) =>
    url.endsWith('/data')
      ? new Response(`{"rows": "${'x'.repeat(51 * 1_048_576)}"}`)
      : Response.json({}),
  )
  await script.call('setCredentials', { path, key: 'a-key' })
  expect(await script.call('getData', { fields: [] })).toStrictEqual({
    userError: expect.stringContaining('does not answer as Cartograph does'),
  })
})

test('neither the key nor the secret part of the address is in a log or an error', async () => {
  const script = await runningScript()
  await script.call('setCredentials', { path, key: 'a-key' })
  script.next({ kind: 'timeout' }, { kind: 'status', status: 401 }, { kind: 'status', status: 404 })
  const told = []
  for (let count = 0; count < 3; count += 1) told.push(await script.call('getData', { fields: [] }))
  const text = JSON.stringify([told, script.logged()])
  expect(told.map((each) => 'userError' in each)).toStrictEqual([true, true, true])
  expect([text.includes('a-key'), text.includes('secret-part')]).toStrictEqual([false, false])
})

test('when the calls of a day are used up it says when the report works again', async () => {
  const script = await runningScript(({ url }) =>
    Response.json(url.endsWith('/whoami') ? {} : { rows: [] }),
  )
  await script.call('setCredentials', { path, key: 'a-key' })
  script.next({ kind: 'quota' })
  expect(await script.call('getData', { fields: [] })).toStrictEqual({
    userError: expect.stringContaining('works again tomorrow'),
  })
})
