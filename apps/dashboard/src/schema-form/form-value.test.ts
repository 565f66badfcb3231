import * as fc from 'fast-check'
import { expect, test } from 'vitest'
import type { FieldShape } from './field-shape.ts'
import { isKeptSecret, isShown, linesIn, numberIn, withField } from './form-value.ts'

test.for([[''], [undefined], [null], [[]], [{}]])(
  'a field that is emptied is left out, so that its default holds: %j',
  ([empty]) => {
    expect(withField({ url: 'x', size: 5 }, 'size', empty)).toStrictEqual({ url: 'x' })
  },
)

test('a no is kept: it is no empty field', () => {
  expect(withField({}, 'notes', false)).toStrictEqual({ notes: false })
})

test('what is changed keeps its place, and nothing else changes', () => {
  fc.assert(
    fc.property(
      fc.uniqueArray(fc.stringMatching(/^[a-z]{1,6}$/u), { minLength: 1, maxLength: 8 }),
      fc.nat(),
      (names, chosen) => {
        const group = Object.fromEntries(names.map((name) => [name, 1]))
        const name = names[chosen % names.length] ?? ''
        const changed = withField(group, name, 2)
        expect(Object.entries(changed)).toStrictEqual(
          names.map((each) => [each, each === name ? 2 : 1]),
        )
      },
    ),
  )
})

test('what is no number is sent as it was written, for the host to say what is wrong', () => {
  expect([' 12 ', '1.5', 'five', ' '].map(numberIn)).toStrictEqual([12, 1.5, 'five', undefined])
})

test('each line with something in it is one of a list', () => {
  expect(linesIn(' paid \n\nshipped')).toStrictEqual(['paid', 'shipped'])
})

test('a secret that the host keeps is told from one that is being written', () => {
  expect(
    [{ secret: 'set' }, '${secret:shop-key}', '${env:SHOP_KEY}', 'cs_1', '', undefined].map(
      isKeptSecret,
    ),
  ).toStrictEqual([true, true, true, false, false, false])
})

const field = (dependsOn: FieldShape['dependsOn']): FieldShape => ({
  name: 'secret',
  label: 'Secret',
  isRequired: false,
  isSecret: false,
  input: { kind: 'switch' },
  ...(dependsOn !== undefined && { dependsOn }),
})

test('a field that depends on another one is seen where that has its value', () => {
  const any = field({ name: 'signed' })
  const one = field({ name: 'mode', value: 'signed' })
  expect([
    isShown(field(undefined), {}),
    isShown(any, {}),
    isShown(any, { signed: false }),
    isShown(any, { signed: true }),
    isShown(one, { mode: 'plain' }),
    isShown(one, { mode: 'signed' }),
  ]).toStrictEqual([true, false, false, true, false, true])
})
