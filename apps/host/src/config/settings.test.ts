import { expect, test } from 'vitest'
import * as z from 'zod'
import { inputSchema } from './checked.ts'
import { readSettings } from './settings.ts'

const path = () => z.string().meta({ path: true })
const secret = () => z.string().meta({ secret: true })
const read = (schema: z.ZodType, value: unknown) =>
  readSettings(inputSchema(schema), value, '/shop')

test('alternatives that are told apart by a fixed field are read by the one that fits', () => {
  const schema = z.object({
    from: z.discriminatedUnion('kind', [
      z.object({ kind: z.literal('disk'), place: path() }),
      z.object({ kind: z.literal('remote'), place: z.string(), key: secret() }),
    ]),
  })
  expect(read(schema, { from: { kind: 'disk', place: 'a' } }).value).toStrictEqual({
    from: { kind: 'disk', place: '/shop/a' },
  })
  const remote = read(schema, { from: { kind: 'remote', place: 'a', key: 'k', plce: 1 } })
  expect(remote.value).toStrictEqual({ from: { kind: 'remote', place: 'a', key: 'k', plce: 1 } })
  expect(remote.leaves.filter(({ isSecret }) => isSecret).map((leaf) => leaf.path)).toStrictEqual([
    ['from', 'key'],
  ])
  expect(remote.unknownKeys).toStrictEqual([
    { path: ['from', 'plce'], names: ['kind', 'place', 'key'] },
  ])
})

test('a text or a list of texts: the marks of the form that fits count', () => {
  const schema = z.object({ files: z.union([path(), z.array(path())]) })
  expect(read(schema, { files: 'a' }).value).toStrictEqual({ files: '/shop/a' })
  expect(read(schema, { files: ['a', '/b'] }).value).toStrictEqual({ files: ['/shop/a', '/b'] })
})

test('optional, nullable, defaulted and nested marks are found', () => {
  const schema = z.object({
    a: secret().optional(),
    b: secret().nullable(),
    c: path().default('standard'),
    d: z.record(z.string(), z.tuple([z.number(), secret()])),
  })
  const { value, leaves } = read(schema, { a: 'x', b: 'y', d: { one: [1, 'z'] } })
  expect(value).toStrictEqual({ a: 'x', b: 'y', c: '/shop/standard', d: { one: [1, 'z'] } })
  expect(leaves.filter(({ isSecret }) => isSecret).map((leaf) => leaf.value)).toStrictEqual([
    'x',
    'y',
    'z',
  ])
})

test('a schema that contains itself is walked as deep as the value', () => {
  type Folder = { place: string; inside?: Folder[] | undefined }
  const folder: z.ZodType<Folder> = z.lazy(() =>
    z.object({ place: path(), inside: z.array(folder).optional() }),
  )
  expect(read(folder, { place: 'a', inside: [{ place: 'b' }] }).value).toStrictEqual({
    place: '/shop/a',
    inside: [{ place: '/shop/b' }],
  })
})

test('a schema that says nothing makes no key unknown and no value harmless', () => {
  const { unknownKeys, leaves } = readSettings({}, { anything: 'x' }, '/shop')
  expect(unknownKeys).toStrictEqual([])
  expect(leaves).toMatchObject([{ path: ['anything'], isKnown: false }])
})

test('open objects take every key', () => {
  expect(read(z.looseObject({ a: z.string() }), { a: 'x', b: 1 }).unknownKeys).toStrictEqual([])
})
