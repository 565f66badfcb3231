import * as fc from 'fast-check'
import { expect, test } from 'vitest'
import { stringify } from 'yaml'
import { parseText, type Path } from './document.ts'

const yaml = `# comment
base: &base { url: x, list: [1, two] }
shop:
  config: *base
  "quoted key":
    - name: a
    - name: >
        b
3: numbers are keys too
`
const { document } = parseText('/shop/cartograph.yaml', yaml)

test.each([
  [['shop'], 'key', 3, 1],
  [['shop', 'config'], 'value', 4, 11],
  [['shop', 'quoted key', 1, 'name'], 'value', 7, 13],
  [['shop', 'quoted key', 1, 'name'], 'key', 7, 7],
  [['base', 'list', 1], 'value', 2, 33],
  [['3'], 'key', 9, 1],
  // Through an alias the place is that of the anchor: there it has to be changed.
  [['shop', 'config', 'url'], 'value', 2, 20],
  // What does not exist is shown at what would hold it.
  [['shop', 'missing', 'deeper'], 'value', 3, 1],
  [['shop', 'quoted key', 7], 'value', 5, 3],
] as const)('%j (%s) stands in line %i, column %i', (path, part, line, column) => {
  expect(document.place(path, part)).toStrictEqual({ line, column })
})

test('the plain values below a path are found with their places in the text', () => {
  const texts = document
    .scalars(['base'])
    .map(({ path, start, end }) => [path, yaml.slice(start, end)])
  expect(texts).toStrictEqual([
    [['base', 'url'], 'x'],
    [['base', 'list', 0], '1'],
    [['base', 'list', 1], 'two'],
  ])
})

test('every value of any YAML is placed on the line that holds it', () => {
  const value = fc.dictionary(
    fc.stringMatching(/^[a-z]{1,8}$/),
    fc.dictionary(fc.stringMatching(/^[a-z]{1,8}$/), fc.integer({ min: 1000 }), { minKeys: 1 }),
  )
  fc.assert(
    fc.property(value, (content) => {
      const text = stringify(content)
      const read = parseText('/x.yaml', text).document
      expect(read.value).toEqual(content)
      for (const [outer, inner] of Object.entries(content))
        for (const [key, number] of Object.entries(inner)) {
          const path: Path = [outer, key]
          const { line, column } = read.place(path, 'value')
          expect(text.split('\n')[line - 1]?.slice(column - 1)).toBe(String(number))
        }
    }),
  )
})
