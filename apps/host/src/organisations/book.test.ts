import { expect, onTestFinished, test } from 'vitest'
import { openLines } from '../connections/index.ts'
import { loadConfiguration } from '../config/index.ts'
import { organisationDesk } from '../declared/index.ts'
import { openStore } from '../store/index.ts'
import type { LogLine } from '../telemetry/index.ts'
import { folderWith } from '../testing/folder.ts'
import { until } from '../testing/scripted-host.ts'
import { newStorePlace } from '../testing/test-stores.ts'
import { openBook } from './book.ts'

/** A book whose organisations only say that they were opened; `broken` cannot be. */
async function scene() {
  const place = await newStorePlace()
  const yaml = `version: 1\norganisation: nordlys\nstore: ${JSON.stringify(place.address)}\n`
  const file = `${folderWith({ 'cartograph.yaml': yaml })}/cartograph.yaml`
  const { configuration } = await loadConfiguration(file, { environment: {} })
  if (configuration === undefined) throw new Error('The file is wrong.')
  const store = await openStore({ store: place.address, organisation: 'nordlys' })
  const ending = new AbortController()
  const begun: string[] = []
  const lines: LogLine[] = []
  const book = openBook({
    installation: { configuration, store, lines: openLines({}) },
    origin: { file, environment: {} },
    signal: ending.signal,
    log: (line) => lines.push(line),
    open: async ({ configuration: { organisation } }) => {
      if (organisation === 'broken') throw new Error('Nothing works.')
      return {
        begin: async () => {
          begun.push(organisation)
        },
        idle: async () => {},
      }
    },
  })
  onTestFinished(async () => {
    ending.abort()
    await book.idle()
    await store.close()
    await place.remove()
  })
  const add = (id: string) =>
    organisationDesk(store).add({ id, name: id }, { by: { kind: 'command' }, now: 1 })
  return { book, begun, lines, add }
}

test('an organisation that cannot be opened is told of, and keeps no other from its work', async () => {
  const { book, begun, lines, add } = await scene()
  for (const id of ['broken', 'rose', 'solsikke']) await add(id)
  await book.begin()
  await until(() => begun.length === 3)
  expect(begun.toSorted()).toStrictEqual(['nordlys', 'rose', 'solsikke'])
  const told = lines.find(({ fields }) => fields?.['organisation'] === 'broken')
  expect(told?.message).toBe('This organisation cannot be opened: Nothing works.')
})

test('an organisation that is made while the process goes on begins when it is noticed', async () => {
  const { book, begun, add } = await scene()
  await book.begin()
  await add('rose')
  await book.look()
  expect(begun).toStrictEqual(['nordlys', 'rose'])
})

test('nobody is led to an organisation that there is not', async () => {
  const { book, add } = await scene()
  await add('rose')
  expect(await book.of('rose')).toBeDefined()
  expect(await book.of('nobody')).toBeUndefined()
})
