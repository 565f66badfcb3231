import { faultOf } from '@cartograph/core'
import { expect, test } from 'vitest'
import { rowsAfter } from '../store/index.ts'
import { previewOf } from './automation-trials.ts'
import { automationParts } from './automation-parts.ts'
import { automationStage, type AutomationStage } from './testing/automation-stage.ts'

const email = 'ida@example.com'
const mail = {
  subject: 'Order {{ order.number }}',
  text: "Hello {{ customer.firstName | or 'there' }}",
}
const written = {
  on: 'order.paid',
  purpose: 'transactional',
  steps: [{ after: '1h', mail: { through: 'post.mail', ...mail } }],
}

/** A person with two orders, and what their name is. */
async function withPerson(): Promise<readonly [AutomationStage, string]> {
  const stage = await automationStage([])
  await stage.order('shop:1', { email, placedAt: '2026-11-20T10:00:00.000Z' })
  await stage.order('shop:2', { email, placedAt: '2026-11-21T10:00:00.000Z' })
  await stage.work()
  const profiles = await stage.store.read((dialect, org) =>
    rowsAfter(dialect, org, 'profile', '', 9),
  )
  return [stage, profiles[0]?.id ?? '']
}

async function preview(value: unknown) {
  const [{ installation, sent }, customer] = await withPerson()
  const { signal } = new AbortController()
  const shown = await previewOf(installation, { id: 'new', value, customer, signal })
  return { shown, sent }
}

test('an automation that is not kept shows its mail for the last order of a person, and sends nothing', async () => {
  expect(await preview(written)).toMatchObject({
    shown: {
      of: 'order/shop:2',
      happened: true,
      steps: [
        {
          action: 'mail',
          afterMs: 3_600_000,
          input: { to: [email], subject: 'Order 2', text: 'Hello there' },
        },
      ],
    },
    sent: [],
  })
})

test('where a condition keeps it back, the mail is shown and so is why', async () => {
  const { shown } = await preview({ ...written, when: { $greater: ['$.order.total', 9000] } })
  expect(shown).toMatchObject({
    not: 'The condition is not met.',
    steps: [{ input: { subject: 'Order 2' } }],
  })
})

test('what never happened to a person is shown for the person alone, and what is missing is told', async () => {
  const { shown } = await preview({ ...written, on: 'order.refunded' })
  expect(shown).toMatchObject({
    happened: false,
    steps: [{ action: 'mail', reason: expect.stringContaining('order.number') as string }],
  })
})

test('a reference to a secret stays what it is', async () => {
  const { shown } = await preview({
    ...written,
    steps: [{ mail: { through: 'post.mail', subject: '${secret:key}', text: '${env:HOME}' } }],
  })
  expect(shown.steps).toMatchObject([{ input: { subject: '${secret:key}', text: '${env:HOME}' } }])
})

test('one that is not complete is refused', async () => {
  const failed = preview({ on: 'order.paid' })
  expect(faultOf(await failed.catch((error: unknown) => error)).kind).toBe('config')
})

test('the form is told what happens, what can be read then, and what steps can go through', async () => {
  const { installation } = await automationStage([])
  const { triggers, fields, actions } = await automationParts(installation)
  expect(triggers.find(({ id }) => id === 'order.refunded')?.reads).toStrictEqual([
    'refund',
    'order',
    'customer',
  ])
  expect(fields['order']).toContainEqual({ path: 'order.total', type: 'integer', required: true })
  expect(fields['customer']?.map(({ path }) => path)).toContain('customer.email')
  expect(actions.map(({ through }) => through)).toContain('post.mail')
})
