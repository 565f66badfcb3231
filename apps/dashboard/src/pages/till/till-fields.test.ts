import * as fc from 'fast-check'
import { expect, test } from 'vitest'
import { chosenFields, fieldTrouble, fieldUses, tillChoices, withUse } from './till-fields.ts'

const settings = {
  properties: {
    till: {
      properties: {
        register: {
          propertyNames: { enum: ['email', 'phone', 'name'] },
          default: { email: 'editable' },
        },
        update: { propertyNames: { enum: ['email', 'phone', 'name'] }, default: { name: 'shown' } },
      },
    },
  },
}

test('what a till can show is what the settings of its connector describe', () => {
  expect(tillChoices(settings)).toStrictEqual({
    fields: ['email', 'phone', 'name'],
    usual: { register: { email: 'editable' }, update: { name: 'shown' } },
  })
})

test.for([undefined, {}, { properties: { till: { type: 'object' } } }])(
  'a connector whose settings are %j has no tills',
  (other) => {
    expect(tillChoices(other)).toBeUndefined()
  },
)

test('what was chosen is told from what nobody chose', () => {
  const config = { till: { register: { email: 'required', phone: 'nonsense' } } }
  expect([chosenFields(config, 'register'), chosenFields(config, 'update')]).toStrictEqual([
    { email: 'required' },
    undefined,
  ])
})

test('a field is used as it was chosen last, and the others as before', () => {
  const use = fc.constantFrom(undefined, ...fieldUses)
  const name = fc.constantFrom('email', 'phone', 'name')
  fc.assert(
    fc.property(fc.array(fc.tuple(name, use)), name, use, (before, field, wanted) => {
      const set = before.reduce((all, [each, how]) => withUse(all, each, how), {})
      const { [field]: found, ...others } = withUse(set, field, wanted)
      const { [field]: _, ...expected } = set as Record<string, unknown>
      expect([found, others]).toStrictEqual([wanted, expected])
    }),
  )
})

test.for([
  [{ name: 'required' }, 'unreachable'],
  [{ email: 'shown', phone: 'shown' }, 'unreachable'],
  [{ email: 'required', phone: 'required' }, 'demanding'],
  [{ email: 'required', phone: 'editable' }, undefined],
  [{ phone: 'editable' }, undefined],
] as const)('of the fields %j it is said: %s', ([set, trouble]) => {
  expect(fieldTrouble(set)).toBe(trouble)
})
