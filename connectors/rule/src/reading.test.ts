import type { Change, Stream } from '@cartograph/core'
import { startRule, type RuleOptions, type SimulatedRule } from '@cartograph/simulators/rule'
import { afterEach, expect, test } from 'vitest'
import { fields } from './fields.ts'
import type { Settings } from './settings.ts'
import { subscribers } from './subscribers.ts'
import { testContext } from './testing/context.ts'

let rule: SimulatedRule
afterEach(() => rule.close())

async function opened(options: RuleOptions = {}): Promise<void> {
  rule = await startRule({ now: () => Date.UTC(2026, 10, 1), ...options })
}

async function pagesOf(stream: Stream<Settings>, from?: unknown) {
  const context = testContext(rule)
  const { list } = stream
  if (list === undefined || typeof list.plan !== 'function') throw new Error('It is not listed.')
  const pages: { readonly items: readonly Change[]; readonly next: unknown }[] = []
  for await (const slice of list.plan(context))
    for await (const page of list.read(context, slice, from as never)) pages.push(page)
  return pages
}

test.each(['page', 'cursor'] as const)(
  'a walk goes on by %s, and keeps nothing of the key that Rule writes into the address',
  async (pageParameter) => {
    await opened({ unknowns: { pageParameter } })
    for (let index = 0; index < 150; index += 1)
      rule.admin.addSubscriber({ email: `a${index}@shop.example` })
    const [first, second] = await pagesOf(subscribers)
    expect([first?.items.length, second?.items.length]).toStrictEqual([100, 50])
    expect(JSON.stringify(first?.next)).not.toContain(rule.apiKey)
    expect(JSON.stringify(first?.next)).not.toContain('apikey')
    const rest = await pagesOf(subscribers, first?.next)
    expect(rest.map(({ items }) => items.length)).toStrictEqual([50])
  },
)

test('a value that somebody edited badly is reported alone, and neither its neighbours nor the customer are missing', async () => {
  await opened()
  const id = rule.admin.addSubscriber({ email: 'anna@shop.example' })
  rule.admin.writeValue(id, 'Sitoo-Contact', 'namefirst', 'Anna')
  rule.admin.writeValue(id, 'Sitoo-Contact', 'birthday', '15 May', 'date')
  rule.admin.writeValue(id, 'Sitoo-Contact', 'bonuschecks', '[{"bonuscheckid":', 'json')
  const [record] = rule.account.records.keys()
  const changes = (await pagesOf(fields)).flatMap(({ items }) => items)
  const key = (field: string) => [String(id), String(record), field]
  expect(changes).toMatchObject([
    { op: 'upsert', row: { group: 'Sitoo-Contact', field: 'namefirst', value: 'Anna' } },
    {
      op: 'reject',
      key: key('birthday'),
      at: 'Sitoo-Contact.birthday',
      fault: {
        kind: 'record',
        message: expect.stringContaining('expected a day such as 1986-05-15') as string,
      },
    },
    { op: 'reject', key: key('bonuschecks'), at: 'Sitoo-Contact.bonuschecks' },
  ])
  expect(JSON.stringify(changes)).not.toContain('15 May')
  const people = (await pagesOf(subscribers)).flatMap(({ items }) => items)
  expect(people).toMatchObject([{ op: 'upsert', row: { id: String(id) } }])
})

test('a value is read of every record of a historical group', async () => {
  await opened()
  const id = rule.admin.addSubscriber({ email: 'anna@shop.example' })
  rule.admin.addGroup('Sitoo-order', true, { orderid: 'text' })
  for (const order of ['1', '2']) rule.admin.writeValue(id, 'Sitoo-order', 'orderid', order)
  const changes = (await pagesOf(fields)).flatMap(({ items }) => items)
  expect(changes).toMatchObject([
    { row: { historical: true, value: '1' } },
    { row: { historical: true, value: '2' } },
  ])
})
