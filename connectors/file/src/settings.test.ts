import { expect, test } from 'vitest'
import { file } from './index.ts'

const refused = (config: unknown) => {
  const result = file.config['~standard'].validate(config)
  if (result instanceof Promise) throw new Error('expected an answer at once')
  return (result.issues ?? []).map(
    ({ path = [], message }) => `${path.map(String).join('.')}: ${message}`,
  )
}

test('a connection needs nothing but what it uses', () => {
  expect(refused({})).toEqual([])
  expect(refused({ directory: './out', sources: { orders: { pattern: '*.csv' } } })).toEqual([])
  expect(refused({ sources: { orders: { path: './a.csv', header: ['a'], quote: '' } } })).toEqual(
    [],
  )
})

test.each([
  [{ sources: { '1x': { path: 'a' } } }, 'begins with a letter'],
  [{ sources: { orders: {} } }, 'expected `path`'],
  [{ sources: { orders: { pattern: '*.csv' } } }, 'no `directory`'],
  [{ sources: { orders: { path: 'a', pattern: 'b/*.csv' } } }, 'without a folder'],
  [{ sources: { orders: { path: 'a', encoding: 'utf-7' } } }, 'expected an encoding'],
  [{ sources: { orders: { path: 'a', delimiter: ';;' } } }, 'expected one character'],
  [{ sources: { orders: { path: 'a', colums: {} } } }, 'colums'],
  [{ sources: { orders: { path: 'a.csv', sheet: 1 } } }, 'expected only for xlsx and xls'],
  [{ sources: { orders: { pattern: '*.xlsx', lists: ['a'] } } }, 'only for xml'],
  [{ sources: { orders: { path: 'a.json', rows: '/a/b' } } }, 'expected a path such as $.orders'],
  [{ sources: { orders: { path: 'a', format: 'xml', rows: '$.a' } } }, '/shop/order for xml'],
  [{ sources: { orders: { path: 'a.json', rows: 'orders' } } }, 'expected a path such as'],
  [{ folder: 'x' }, 'folder'],
])('%j is refused', (config, words) => {
  expect(refused(config).join('\n')).toContain(words)
})

test('the settings that name files are marked as such', () => {
  const printed = JSON.stringify(
    file.config['~standard'].jsonSchema.input({ target: 'draft-2020-12' }),
  )
  expect(printed.match(/"path":true/g)).toHaveLength(2)
})
