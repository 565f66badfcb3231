import {
  startHeyloyalty,
  type HeyloyaltyOptions,
  type SimulatedHeyloyalty,
} from '@cartograph/simulators/heyloyalty'
import { expect, onTestFinished, test } from 'vitest'
import { actions } from './actions.ts'
import { testContext, type Given } from './testing/context.ts'
import type { Trigger } from './trigger.ts'

async function opened(options: HeyloyaltyOptions = {}): Promise<SimulatedHeyloyalty> {
  const account = await startHeyloyalty({ now: () => Date.UTC(2026, 10, 1), ...options })
  onTestFinished(() => account.close())
  return account
}
const email = 'anna@shop.example'
const cart: Trigger = {
  category: 'abandoned-cart',
  email,
  at: '2026-03-02T13:00:00.000Z',
  products: [{ id: 'shop:k100', name: 'Socks', price: '49.00' }],
  fields: { recovery_url: 'https://shop.example/r/5f2c', cart_count: 3, coupon: null },
}
const trigger = (account: SimulatedHeyloyalty, settings: Given = {}, input = cart) =>
  actions.trigger.run(testContext(account, settings), input, { idempotencyKey: '1' })

test.each([
  [{}, {}, { price: '49.00', ProductId: 'k100', ProductName: 'Socks' }],
  [{ productIds: 'whole' }, {}, { price: '49.00', ProductId: 'shop:k100', ProductName: 'Socks' }],
  [
    { triggerContent: 'idAndName' },
    { triggerContent: 'idAndName' },
    { ProductId: 'k100', ProductName: 'Socks' },
  ],
] as const)(
  'an abandoned cart is handed over once, with its products (%j)',
  async (settings, unknowns, content) => {
    const account = await opened({ unknowns })
    account.admin.addMember(1, { email })
    expect(await trigger(account, settings)).toStrictEqual({ status: 'ok' })
    expect(account.account.triggered).toStrictEqual([
      {
        listId: 1,
        category: 'abandoned-cart',
        email,
        content: [content],
        externalFields: { recovery_url: 'https://shop.example/r/5f2c', cart_count: '3' },
      },
    ])
  },
)

test.each([200, 400, 404] as const)(
  'a stranger is left alone, and not put on the list, whatever Heyloyalty would answer (%i)',
  async (strangerStatus) => {
    const account = await opened({ unknowns: { strangerStatus } })
    expect(await trigger(account)).toMatchObject({ status: 'skipped' })
    expect(account.list.members.size).toBe(0)
  },
)

test('whose address bounced is left alone', async () => {
  const account = await opened()
  account.admin.bounces(1, account.admin.addMember(1, { email }))
  expect(await trigger(account)).toMatchObject({ status: 'skipped' })
})

test('a trigger whose answer is lost is not sent again by itself', async () => {
  const account = await opened()
  account.admin.addMember(1, { email })
  account.next({ kind: 'reset', when: 'after' })
  await expect(trigger(account)).rejects.toThrow('fetch failed')
  expect(account.account.triggered).toHaveLength(1)
  expect(actions.trigger.onUnknown).toBe('lose')
})

test('a trigger asks for the consent to mails', () => {
  expect(actions.trigger.subject?.(cart)).toStrictEqual({ email, needs: ['email'] })
})
