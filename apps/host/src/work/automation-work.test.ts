import { expect, test } from 'vitest'
import { automationStates, setAutomationState } from '../store/index.ts'
import {
  automationStage,
  dayMs,
  hourMs,
  mailStep,
  minuteMs,
  runsAbout,
} from './testing/automation-stage.ts'

test('a paid order is answered once, however often it changes', async () => {
  const stage = await automationStage([{}])
  await stage.order('shop:1', { billing: { firstName: 'Ida' } })
  await stage.work()
  await stage.order('shop:1', { billing: { firstName: 'Ida' }, status: 'fulfilled' })
  await stage.later(hourMs)
  expect(stage.sent.map(({ input }) => input)).toStrictEqual([
    {
      to: ['shop-1@example.com'],
      subject: 'Thank you',
      text: 'Hello Ida',
      purpose: 'transactional',
    },
  ])
})

test('what a back-fill brings is not answered, unless that is asked for', async () => {
  const stage = await automationStage([
    {},
    { id: 'all', onHistory: true, steps: [{ ...mailStep }] },
  ])
  const placedAt = '2025-01-01T00:00:00.000Z'
  await stage.order('shop:1', { placedAt }, 'bulk')
  await stage.work()
  expect([await stage.steps('thanks'), await stage.steps('all')]).toStrictEqual([
    [],
    [['acked', null]],
  ])
})

test('a step waits for its time, and is judged once more then', async () => {
  const stage = await automationStage([
    {
      when: { $notEquals: ['$.order.status', 'refunded'] },
      steps: [{ ...mailStep, afterMs: dayMs }],
    },
  ])
  await stage.order('shop:1')
  await stage.order('shop:2')
  await stage.later(dayMs - minuteMs)
  expect(stage.sent).toStrictEqual([])
  await stage.order('shop:1', { status: 'refunded' })
  await stage.later(minuteMs)
  expect(stage.sent.map(({ input }) => input['to'])).toStrictEqual([['shop-2@example.com']])
})

test('an order that is gone by then is not written about', async () => {
  const stage = await automationStage([{ steps: [{ ...mailStep, afterMs: dayMs }] }])
  await stage.order('shop:1')
  await stage.work()
  await stage.put('order', 'shop:1', undefined)
  await stage.later(dayMs)
  expect(await stage.steps('thanks')).toStrictEqual([['skipped', 'What it was about is gone.']])
})

test('a condition is met or the order is left alone', async () => {
  const stage = await automationStage([{ when: { $greater: ['$.order.total', 4000] } }])
  await stage.order('shop:1', { total: 3999 })
  await stage.order('shop:2', { total: 4001 })
  await stage.work()
  expect(stage.sent.map(({ input }) => input['to'])).toStrictEqual([['shop-2@example.com']])
})

test('a condition that cannot be worked out is told of, and nothing is sent', async () => {
  const stage = await automationStage([{ when: '$.order.number' }])
  await stage.order('shop:1')
  await stage.work()
  expect([stage.sent, stage.told]).toStrictEqual([
    [],
    [expect.stringMatching(/^thanks for order shop:1 was left out: .*true or false/u)],
  ])
})

test('a template that cannot be filled in fails, with the reason, and the next step is done', async () => {
  const stage = await automationStage([
    {
      steps: [
        { ...mailStep, deed: { ...mailStep.deed, subject: '{{ order.note }}' } as never },
        mailStep,
      ],
    },
  ])
  await stage.order('shop:1')
  await stage.work()
  expect(await stage.steps('thanks')).toStrictEqual([
    [
      'failed',
      "$.order.note is missing, and the template cannot do without it. Write {{ order.note | or 'something else' }}, or leave out who has none by `when`.",
    ],
    ['acked', null],
  ])
})

test.each([
  [null, 'Nobody knows an e-mail address of whom it is about.'],
  [
    'ida@example.com\r\nBcc: all@example.com',
    'What is kept as the e-mail address of the person is none.',
  ],
  ['ida@example.com,all@example.com', 'What is kept as the e-mail address of the person is none.'],
])('whoever has the address %j is sent nothing', async (email, reason) => {
  const stage = await automationStage([{}])
  await stage.order('shop:1', { email })
  await stage.work()
  expect([stage.sent, await stage.steps('thanks')]).toStrictEqual([[], [['skipped', reason]]])
})

test('a mail to an address of one’s own goes out for strangers too', async () => {
  const stage = await automationStage([
    { steps: [{ ...mailStep, deed: { ...mailStep.deed, to: ['desk@shop.example'] } as never }] },
  ])
  await stage.order('shop:1', { email: null })
  await stage.work()
  expect(stage.sent.map(({ input }) => input['to'])).toStrictEqual([['desk@shop.example']])
})

const consent = (stage: Awaited<ReturnType<typeof automationStage>>, state: string) => ({
  connection: 'shop',
  channel: 'email',
  state,
  email: 'shop-1@example.com',
  at: new Date(stage.at - 1000).toISOString(),
})

test.each([
  ['granted', 1],
  ['withdrawn', 0],
  [undefined, 0],
] as const)('marketing to somebody whose consent is %s: %i', async (state, count) => {
  const stage = await automationStage([{ purpose: 'marketing' }])
  if (state !== undefined) await stage.put('consent', 'shop:c1', consent(stage, state))
  await stage.order('shop:1')
  await stage.work()
  expect(stage.sent).toHaveLength(count)
})

test('a marketing mail has its link to unsubscribe, without the parameters that other links have', async () => {
  const text = 'https://shop.example/new {{ links.unsubscribe }}'
  const stage = await automationStage(
    [
      {
        purpose: 'marketing',
        consent: 'assumed',
        steps: [{ ...mailStep, deed: { ...mailStep.deed, text } as never }],
      },
    ],
    { campaign: new Map([['utm_campaign', '{automation}-{step}']]) },
    { domains: ['shop.example'] },
  )
  await stage.order('shop:1')
  await stage.work()
  expect(stage.sent[0]?.input).toMatchObject({
    text: expect.stringMatching(
      /^https:\/\/shop\.example\/new\?utm_campaign=thanks-1 https:\/\/data\.shop\.example\/pages\/[\w.-]+$/u,
    ) as string,
    unsubscribe: { oneClick: true },
    purpose: 'marketing',
  })
})

test('at night marketing waits for the morning of the person, and a receipt does not', async () => {
  const stage = await automationStage(
    [{}, { id: 'news', purpose: 'marketing', consent: 'assumed' }],
    { quietHours: { from: '20:00', to: '08:00' } },
  )
  stage.at = Date.parse('2026-11-25T20:30:00Z')
  await stage.order('shop:1', { billing: { country: 'DK' } })
  await stage.work()
  expect([stage.sent.length, await stage.steps('news')]).toStrictEqual([
    1,
    [['due', 'It is night where the person lives.']],
  ])
  stage.at = Date.parse('2026-11-26T06:59:00Z')
  await stage.work()
  expect(stage.sent).toHaveLength(1)
  await stage.later(minuteMs)
  expect(stage.sent).toHaveLength(2)
})

test('nobody has more messages than they may have, of one automation and of all', async () => {
  const limits = { most: 1, withinMs: 7 * dayMs }
  const stage = await automationStage(
    [
      { id: 'one', purpose: 'marketing', consent: 'assumed', most: limits },
      { id: 'two', purpose: 'marketing', consent: 'assumed' },
    ],
    { most: { most: 2, withinMs: 7 * dayMs } },
  )
  for (const id of ['shop:1', 'shop:2', 'shop:3'])
    await stage.order(id, { email: 'ida@example.com' })
  await stage.work()
  expect(stage.sent).toHaveLength(2)
  await stage.later(8 * dayMs)
  await stage.order('shop:4', { email: 'ida@example.com' })
  await stage.work()
  expect(stage.sent).toHaveLength(4)
})

test('more than the brake lets through waits for a person', async () => {
  const stage = await automationStage([{ brake: 3 }])
  for (let order = 0; order < 5; order += 1) await stage.order(`shop:${order}`)
  await stage.work()
  const state = async () =>
    (await stage.store.read((dialect, org) => automationStates(dialect, org))).get('thanks')
  expect([stage.sent.length, (await state())?.state, (await state())?.reason]).toStrictEqual([
    0,
    'held',
    'More than 3 runs in an hour. Look at them, then let it go on with `cartograph automations resume thanks`, or leave them out with --skip-waiting.',
  ])
  await stage.store.write((dialect, org) =>
    setAutomationState(dialect, org, 'thanks', { state: 'active', now: stage.at }),
  )
  await stage.later(minuteMs)
  expect(stage.sent).toHaveLength(5)
})

test('a tag is given to the person, and a property is set', async () => {
  const stage = await automationStage([
    {
      steps: [
        { afterMs: 0, values: {}, deed: { action: 'tag', add: ['buyer'], remove: [] } },
        {
          afterMs: 0,
          values: {},
          deed: { action: 'set', properties: { company: '{{ order.number }} Ltd' } },
        },
      ],
    },
  ])
  await stage.put('customer', 'shop:9', {
    connection: 'shop',
    email: 'ida@example.com',
    createdAt: '2026-01-01T00:00:00.000Z',
  })
  await stage.order('shop:1', { customerId: 'shop:9', email: 'ida@example.com' })
  await stage.work()
  expect(await stage.steps('thanks')).toStrictEqual([
    ['acked', null],
    ['acked', null],
  ])
  const [run] = await runsAbout(stage, ['shop:9'])
  expect(run).toMatchObject({ automation: 'thanks', id: 'shop:1', customer: 'shop:9' })
})

test('a stranger cannot be tagged', async () => {
  const stage = await automationStage([
    { steps: [{ afterMs: 0, values: {}, deed: { action: 'tag', add: ['buyer'], remove: [] } }] },
  ])
  await stage.order('shop:1', { email: null })
  await stage.work()
  expect(await stage.steps('thanks')).toStrictEqual([
    ['skipped', 'Nobody is known whom it is about.'],
  ])
})

test('a webhook and a message are given what they should look like', async () => {
  const stage = await automationStage([
    {
      steps: [
        {
          afterMs: 0,
          values: { shout: { $upper: '$.order.currency' } },
          deed: {
            action: 'webhook',
            through: 'post.request',
            key: '{{ order.id }}',
            body: { total: '$.order.total', note: '{{ values.shout }}!', lines: [] },
          },
        },
        {
          afterMs: 0,
          values: {},
          deed: { action: 'slack', through: 'post.message', text: 'Order {{ order.number }}' },
        },
      ],
    },
  ])
  await stage.order('shop:1')
  await stage.work()
  expect(stage.sent.map(({ action, input }) => [action, input])).toStrictEqual([
    ['request', { key: 'shop:1', body: { total: 5000, note: 'EUR!', lines: [] } }],
    ['message', { text: 'Order 1' }],
  ])
})

test('a birthday is wished for once a year, in the morning of the person', async () => {
  const stage = await automationStage([{ id: 'birthday', on: { event: 'birthday', at: '09:00' } }])
  await stage.put('customer', 'shop:9', {
    connection: 'shop',
    email: 'ida@example.com',
    firstName: 'Ida',
    birthDate: '1980-11-27',
    address: { country: 'DK' },
    createdAt: '2026-01-01T00:00:00.000Z',
  })
  await stage.work()
  stage.at = Date.parse('2026-11-27T07:59:00Z')
  await stage.work()
  expect(stage.sent).toHaveLength(0)
  await stage.later(minuteMs)
  await stage.later(hourMs)
  expect(stage.sent.map(({ input }) => input['text'])).toStrictEqual(['Hello Ida'])
  for (let day = 0; day < 365; day += 5) await stage.later(5 * dayMs)
  expect(stage.sent).toHaveLength(2)
})

const customer = (company: string) => ({
  connection: 'shop',
  email: 'ida@example.com',
  company,
  createdAt: '2026-01-01T00:00:00.000Z',
})

test('automations that set each other off are cut off', async () => {
  const stage = await automationStage([
    {
      id: 'loop',
      on: { event: 'customer.updated' },
      steps: [
        {
          afterMs: 0,
          values: {},
          deed: { action: 'set', properties: { company: '{{ run }}' } },
        },
      ],
    },
  ])
  await stage.put('customer', 'shop:9', customer('One'))
  await stage.work()
  await stage.put('customer', 'shop:9', { ...customer('Two'), phone: '+4520123456' })
  for (let round = 0; round < 12; round += 1) await stage.later(1000)
  const runs = await runsAbout(stage, ['shop:9'])
  expect(runs.map(({ depth }) => depth).toSorted((one, other) => one - other)).toStrictEqual([
    0, 1, 2, 3, 4,
  ])
  expect(stage.told).toStrictEqual([
    expect.stringMatching(
      /^loop for profile .* was left out: 5 automations in a row have led to it/u,
    ),
  ])
})
