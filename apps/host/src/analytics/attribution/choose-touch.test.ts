import * as fc from 'fast-check'
import { expect, test } from 'vitest'
import { campaignOf } from './campaign.ts'
import { attributionModels, chosenTouch } from './choose-touch.ts'
import { touchEntities, type Touch } from './touch.ts'

const order = { id: 'shop:1', at: 1000 }
const windowMs = 400

const anyTouch: fc.Arbitrary<Touch> = fc
  .record({
    entity: fc.constantFrom(...touchEntities),
    id: fc.constantFrom('shop:1', 'shop:2', 'shop:3'),
    at: fc.integer({ min: 500, max: 1100 }),
  })
  .map((touch) => Object.assign(touch, { order: '', campaign: campaignOf(() => 'spring') }))

/** The shop tells of the visit of an order at the instant of the order. */
const anyTouches = fc
  .uniqueArray(anyTouch, { maxLength: 8, selector: ({ entity, id }) => `${entity}/${id}` })
  .map((touches) =>
    touches.map((touch) =>
      touch.entity === 'order' && touch.id === order.id ? { ...touch, at: order.at } : touch,
    ),
  )

test('what is chosen is of the window, and nothing of the window is beyond it', () => {
  fc.assert(
    fc.property(anyTouches, fc.constantFrom(...attributionModels), (touches, model) => {
      const chosen = chosenTouch(model, order, touches, windowMs)
      const within = touches.filter(({ at }) => at >= 600 && at <= 1000)
      expect(chosen === undefined).toBe(within.length === 0)
      if (chosen === undefined) return
      const beyond = within.filter(({ at }) => (model === 'last' ? at > chosen.at : at < chosen.at))
      expect(within).toContain(chosen)
      expect(beyond).toStrictEqual([])
    }),
  )
})

test('in which order links are known makes no difference', () => {
  fc.assert(
    fc.property(anyTouches, fc.constantFrom(...attributionModels), (touches, model) => {
      expect(chosenTouch(model, order, touches.toReversed(), windowMs)).toStrictEqual(
        chosenTouch(model, order, touches, windowMs),
      )
    }),
  )
})

test('the visit in which the order was placed is the last one, whoever else was there at that instant', () => {
  const common = { at: order.at, order: '', campaign: campaignOf(() => 'spring') }
  const own: Touch = { entity: 'order', id: order.id, ...common }
  const others: readonly Touch[] = [
    { entity: 'order', id: 'shop:9', ...common },
    { entity: 'event', id: 'shop:1', ...common },
  ]
  expect(chosenTouch('last', order, [own, ...others], windowMs)).toStrictEqual(own)
})
