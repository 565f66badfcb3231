import { entities, entityNames } from '@cartograph/core'
import { expect, test } from 'vitest'
import { modelExample } from './model-example.ts'

test.each(entityNames.map((name) => [name] as const))(
  'the example of %s is a row of the model',
  (name) => {
    expect(entities[name].schema.parse(modelExample(name))).toMatchObject({ id: 'example:1' })
  },
)

test('an example belongs to nobody: its address and its number are kept free for examples', () => {
  expect(modelExample('customer')).toMatchObject({
    email: 'anna.example@example.com',
    phone: '+46701740605',
  })
})
