import { expect, test } from 'vitest'
import type { Mapping } from '../v1/index.ts'
import { compileMapping } from './compile.ts'
import { previewMapping } from './preview.ts'

const mapping: Mapping = {
  id: 'preview',
  from: { connector: 'shop', stream: 'orders' },
  to: { connector: 'mail', sink: 'members' },
  fields: {
    email: { $lower: '$.email' },
    total: { $money: '$.total', currency: '$.currency' },
    note: { $coalesce: ['$.note', '$row.other'] },
    skus: { $each: '$.lines', as: { sku: '$.sku', order: '$row.id' } },
  },
}
const row = { id: 1, email: 'A@X.ORG', total: '12.5', currency: 'EUR', lines: [{ sku: 'a' }, {}] }

test('each field shows what it reads, its rule, its result and what was delivered last', async () => {
  const compiled = await compileMapping(mapping)
  const delivered = { email: 'a@x.org', total: 1200 }
  const [shown] = previewMapping(compiled, [row], { lastDelivered: () => delivered })
  expect(shown).toStrictEqual({
    item: compiled.map([row]).items[0],
    fields: [
      {
        path: ['email'],
        sources: [{ path: '$.email', value: 'A@X.ORG' }],
        rule: { $lower: '$.email' },
        result: 'a@x.org',
        previous: 'a@x.org',
        changed: false,
      },
      {
        path: ['total'],
        sources: [
          { path: '$.total', value: '12.5' },
          { path: '$.currency', value: 'EUR' },
        ],
        rule: mapping.fields['total'],
        result: 1250,
        previous: 1200,
        changed: true,
      },
      {
        path: ['note'],
        sources: [{ path: '$.note' }, { path: '$row.other' }],
        rule: mapping.fields['note'],
        changed: false,
      },
      {
        path: ['skus'],
        sources: [
          { path: '$.lines', value: row.lines },
          { path: '$.lines.*.sku', value: ['a', null] },
          { path: '$row.id', value: 1 },
        ],
        rule: mapping.fields['skus'],
        result: [{ sku: 'a', order: 1 }, { order: 1 }],
        changed: true,
      },
    ],
  })
})

test('a field that cannot be made shows the fault of a real run, and the others are still there', async () => {
  const compiled = await compileMapping(mapping)
  const bad = { ...row, total: 'x' }
  const [shown] = previewMapping(compiled, [bad])
  expect(shown).not.toHaveProperty('item')
  expect(shown?.fields[1]?.problem).toStrictEqual(compiled.map([bad]).problems[0])
  expect(shown?.fields[0]?.result).toBe('a@x.org')
})

test('values are masked after they were compared', async () => {
  const compiled = await compileMapping(mapping)
  const [shown] = previewMapping(compiled, [row], {
    lastDelivered: () => ({ email: 'b@x.org' }),
    mask: (value, { side, path }) =>
      path === 'email' || path === '$.email' ? `${side} hidden` : value,
  })
  expect(shown?.item?.['email']).toBe('target hidden')
  expect(shown?.fields[0]).toMatchObject({
    sources: [{ path: '$.email', value: 'source hidden' }],
    result: 'target hidden',
    previous: 'target hidden',
    changed: true,
  })
})

test('many items of one row are shown one by one, and those of a group together', async () => {
  const each = await compileMapping({ ...mapping, each: '$.lines', fields: { sku: '$.sku' } })
  expect(previewMapping(each, [row]).map(({ item }) => item)).toStrictEqual([{ sku: 'a' }, {}])
  const group = await compileMapping({
    ...mapping,
    group: { by: ['$.id'] },
    fields: { emails: { $each: '$rows', as: '$.email' } },
  })
  const [shown] = previewMapping(group, [row, row])
  expect(shown?.fields[0]?.sources).toContainEqual({
    path: '$rows.*.email',
    value: ['A@X.ORG', 'A@X.ORG'],
  })
})

test('an amount without a rate is shown as a problem of an item that goes on', async () => {
  const compiled = await compileMapping({
    ...mapping,
    fields: { total: { $convert: '$.minor', to: 'SEK', at: '$.at' } },
  })
  const given = { minor: 5, currency: 'EUR', at: '2026-01-01' }
  const [shown] = previewMapping(compiled, [given])
  expect(shown?.item).toStrictEqual({})
  expect(shown?.fields[0]?.problem).toStrictEqual(compiled.map([given]).notes[0])
})
