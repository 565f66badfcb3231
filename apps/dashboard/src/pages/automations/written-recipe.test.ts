import { expect, test } from 'vitest'
import { wholeAutomation, writtenAutomation } from './written-recipe.ts'

const recipes = { welcome: { on: 'customer.created', most: { messages: 1, in: '365d' } } }

test('a form shows what the recipe says, and what stands beside it', () => {
  expect(wholeAutomation({ recipe: 'welcome', on: 'order.paid' }, recipes)).toStrictEqual({
    recipe: 'welcome',
    on: 'order.paid',
    most: { messages: 1, in: '365d' },
  })
})

test('what is as the recipe says is not written', () => {
  const whole = wholeAutomation({ recipe: 'welcome' }, recipes)
  expect(writtenAutomation({ ...whole, paused: true }, recipes)).toStrictEqual({
    recipe: 'welcome',
    paused: true,
  })
})

test('where something of the recipe is taken away, the rest of it is written out', () => {
  const whole = { recipe: 'welcome', on: 'customer.created' }
  expect(writtenAutomation(whole, recipes)).toStrictEqual({ on: 'customer.created' })
})

test('a recipe that is not known stays as it is written', () => {
  const written = { recipe: 'of-tomorrow', paused: true }
  expect(writtenAutomation(wholeAutomation(written, recipes), recipes)).toStrictEqual(written)
})
