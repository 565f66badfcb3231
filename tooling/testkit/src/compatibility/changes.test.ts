import type { Connector, Parts } from '@cartograph/core'
import { expect, test } from 'vitest'
import * as z from 'zod'
import { kit, notebook } from '../broken/notebook.ts'
import type { Settings } from '../broken/notebook-settings.ts'
import { startNotebook } from '../broken/notebook-vendor.ts'
import { openSuite } from '../run-checks.ts'
import { lostPositions, partChanges, permissionChanges, schemaChanges } from './changes.ts'
import { snapshot } from './snapshot.ts'

const post = kit.action({
  schema: z.object({ text: z.string() }),
  onUnknown: 'lose',
  permissions: ['Board: write'],
  run: async () => ({ status: 'ok' }),
})
const advice = kit.lookup({
  input: z.string(),
  output: z.object({ title: z.string(), pages: z.int().nullable() }),
  freshMs: 1000,
  get: async () => null,
})
const feed = kit.feed({
  streams: ['notes'],
  position: z.object({ after: z.int() }),
  retentionMs: 1000,
  settleMs: 0,
  permissions: ['Changes: read'],
  start: async () => ({ after: 0 }),
  async *read(_context, from) {
    yield { items: [], next: from, end: true }
  },
})
const desk = {
  authentication: { accept: ['path' as const], permissions: ['notes.read'] },
  deadlineMs: 1000,
  routes: { 'GET /notes': async () => new Response('[]') },
}
const catalogue = kit.served({
  schema: z.object({ id: z.string() }),
  key: ({ id }) => id,
  serve: {
    contentType: 'text/plain',
    async *encode() {
      yield 'end'
    },
  },
})

const own = notebook.parts({ config: { token: 'nb_1' }, found: null })
const all: Parts<Settings> = {
  ...own,
  feed,
  actions: { post },
  lookups: { advice },
  surfaces: { desk },
  sinks: { ...own.sinks, catalogue },
}

const withParts = (parts: Parts<Settings>, more: Partial<Connector<Settings>> = {}) => ({
  ...notebook,
  ...more,
  parts: () => parts,
})
const folder = new URL('../broken/package/', import.meta.url)
const oauth2 = { authorizeUrl: 'https://a.example', tokenUrl: 'https://a.example', scopes: ['a'] }
const released = await snapshot(
  openSuite(withParts(all, { oauth2 }), { simulator: { start: startNotebook }, package: folder }),
  folder,
)
const present = (parts: Parts<Settings>, more: Partial<Connector<Settings>> = {}) => {
  const connector = withParts({ ...all, ...parts }, { oauth2, ...more })
  return { connector, parts: connector.parts() } as unknown as Parameters<typeof partChanges>[1]
}

test('a connector with every kind of part keeps what it promised itself', async () => {
  const now = present({})
  expect([
    ...partChanges(released, now),
    ...schemaChanges(released, now),
    ...permissionChanges(released, now),
    ...(await lostPositions(released, now)),
  ]).toStrictEqual([])
})

test('each kind of part that goes is named', () => {
  const { webhook: _webhook, feed: _feed, ...rest } = all
  const connector = withParts({ ...rest, actions: {}, lookups: {}, surfaces: {}, sinks: {} })
  const now = { connector, parts: connector.parts() } as unknown as ReturnType<typeof present>
  expect(partChanges(released, now)).toStrictEqual([
    'sinks.catalogue is gone',
    'sinks.letters is gone',
    'actions.post is gone',
    'lookups.advice is gone',
    'surfaces.desk is gone',
    'the feed no longer tells of notes',
    'webhook is gone',
  ])
})

test('a sink that was served and is written to now is another one', () => {
  const { letters } = own.sinks ?? {}
  const now = present(letters === undefined ? {} : { sinks: { letters, catalogue: letters } })
  expect(partChanges(released, now)).toStrictEqual(['sinks.catalogue was served, and is upsert'])
})

test('a route that a surface no longer answers is named', () => {
  const now = present({ surfaces: { desk: { ...desk, routes: {} } } })
  expect(partChanges(released, now)).toStrictEqual(['surfaces.desk no longer answers GET /notes'])
})

test('inputs of actions and look-ups, and answers of look-ups, are compared', () => {
  const now = present({
    actions: { post: { ...post, schema: z.object({ text: z.string(), board: z.string() }) } },
    lookups: {
      advice: {
        ...advice,
        input: z.object({ id: z.string() }),
        output: z.object({ title: z.string() }),
      },
    },
  })
  expect(schemaChanges(released, now)).toStrictEqual([
    'actions.post: board is new, and must be given',
    'lookups.advice: $ takes object, and no longer string',
    'lookups.advice: id is new, and must be given',
    'lookups.advice, its answer: pages is gone',
  ])
})

test('new permissions of feed, surface, action and consent are named, and those of new parts are not', () => {
  const now = present(
    {
      feed: { ...feed, permissions: ['Changes: read', 'Members: read'] },
      actions: {
        post: { ...post, permissions: ['Board: write', 'Board: pin'] },
        pin: { ...post, permissions: ['Board: pin'] },
      },
      surfaces: {
        desk: { ...desk, authentication: { accept: ['path'], permissions: ['notes.write'] } },
      },
    } as unknown as Parts<Settings>,
    { oauth2: { ...oauth2, scopes: ['a', 'b'] } },
  )
  expect(permissionChanges(released, now)).toStrictEqual([
    'oauth2 asks for b',
    'feed asks for Members: read',
    'actions.post asks for Board: pin',
    'surfaces.desk asks for notes.write',
  ])
})

test('a position of the feed that is no longer understood is named', async () => {
  const now = present({
    feed: { ...feed, position: z.object({ cursor: z.string() }) },
  })
  expect(await lostPositions(released, now)).toStrictEqual(['the feed'])
})
