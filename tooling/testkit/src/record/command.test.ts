import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises'
import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { expect, onTestFinished, test } from 'vitest'
import { runRecord } from './command.ts'

/** A vendor that answers with what `answer` gives now, and a connector in a file that asks it. */
async function vendorAndConnector(answer: () => unknown) {
  const server = createServer((_incoming, outgoing) => {
    outgoing.setHeader('content-type', 'application/json')
    outgoing.end(JSON.stringify(answer()))
  })
  await new Promise<void>((resolve) => {
    server.listen(0, '127.0.0.1', resolve)
  })
  const folder = await mkdtemp(join(tmpdir(), 'cartograph-record-'))
  onTestFinished(async () => {
    server.close()
    await rm(folder, { recursive: true })
  })
  const { port } = server.address() as AddressInfo
  const config = `{ '~standard': {
    version: 1, vendor: 'test', validate: (value) => ({ value }),
    jsonSchema: { input: () => ({}), output: () => ({}) },
  } }`
  const connector = join(folder, 'connector.mjs')
  await writeFile(
    connector,
    `export const plain = {
      specificationVersion: 'v1', id: 'plain', name: 'Plain', config: ${config},
      hosts: ({ host }) => [host],
      check: async ({ fetch, config }) => {
        await fetch('http://' + config.host + '/account')
        return { account: { name: 'Test' } }
      },
      parts: () => ({}),
    }`,
  )
  const settings = join(folder, 'settings.json')
  await writeFile(settings, JSON.stringify({ host: '${env:RECORD_TEST_HOST}' }))
  process.env['RECORD_TEST_HOST'] = `127.0.0.1:${port}`
  onTestFinished(() => {
    delete process.env['RECORD_TEST_HOST']
  })
  return { connector, settings, out: join(folder, 'cassette.json') }
}

test('what was recorded is compared with what the vendor answers later', async () => {
  let answer: unknown = { name: 'Test' }
  const files = await vendorAndConnector(() => answer)
  const said: string[] = []
  const run = (drift: boolean) => runRecord({ ...files, drift }, (line) => said.push(line))
  expect(await run(false)).toBe(0)
  const kept = await readFile(files.out, 'utf8')
  expect(await run(true)).toBe(0)
  answer = { name: 'Test', plan: 'large' }
  expect(await run(true)).toBe(1)
  expect(said.filter((line) => line.startsWith('new'))).toStrictEqual([
    'new      GET /account 200  plan: string',
  ])
  expect(await readFile(files.out, 'utf8')).toBe(kept)
})

test('a variable that is not set is named', async () => {
  const files = await vendorAndConnector(() => ({}))
  delete process.env['RECORD_TEST_HOST']
  await expect(runRecord({ ...files, drift: false })).rejects.toThrow(
    'The settings name the variable RECORD_TEST_HOST, which is not set.',
  )
})
