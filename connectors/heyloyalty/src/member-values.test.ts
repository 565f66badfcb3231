import { startHeyloyalty, type SimulatedHeyloyalty } from '@cartograph/simulators/heyloyalty'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { theList } from './lists.ts'
import type { FieldValue } from './member-item.ts'
import { valuesOf } from './member-values.ts'
import { testContext, type Given } from './testing/context.ts'

let account: SimulatedHeyloyalty
beforeEach(async () => {
  account = await startHeyloyalty({ now: () => Date.UTC(2026, 10, 1) })
  for (const format of ['text', 'number', 'date', 'boolean'] as const)
    account.admin.addField(1, { name: `a_${format}`, format })
  for (const format of ['choice', 'multi'] as const)
    account.admin.addField(1, { name: `a_${format}`, format, options: ['Running', 'Cycling'] })
})
afterEach(() => account.close())

async function written(fields: Record<string, FieldValue>, settings: Given = {}) {
  const context = testContext(account, settings)
  const { email: _email, ...values } = await valuesOf(context, await theList(context), {
    email: 'anna@shop.example',
    fields,
  })
  return values
}
const idOf = (field: string, label: string) =>
  [...(account.list.fields.get(field)?.options ?? [])].find(([, one]) => one === label)?.[0]

test.each([
  ['a_text', 'Åse', 'Åse'],
  ['a_text', 12, '12'],
  ['a_text', null, ''],
  ['a_number', 12, '12'],
  ['a_number', '12.50', '13'],
  ['a_number', '-12.50', '-13'],
  ['a_number', '9007199254740.49', '9007199254740'],
  ['a_date', '2026-03-02', '2026-03-02'],
  ['a_date', '2026-03-02T23:30:00.000Z', '2026-03-02'],
  ['a_boolean', true, '1'],
  ['a_boolean', 'no', '0'],
  ['sex', 'female', '2'],
  ['sex', '1', '1'],
  ['sex', '', ''],
  ['country', 'DK', '53'],
  ['country', 'Sweden', '205'],
  ['country', '53', '53'],
  ['mobile', '4520123456', '4520123456'],
] as const)('%s takes %j as %j', async (name, given, expected) => {
  expect(await written({ [name]: given })).toStrictEqual({ [name]: expected })
})

test('options are named by their labels, one or several', async () => {
  expect(await written({ a_choice: 'running', a_multi: ['Cycling', 'Running'] })).toStrictEqual({
    a_choice: idOf('a_choice', 'Running'),
    a_multi: [idOf('a_multi', 'Cycling'), idOf('a_multi', 'Running')],
  })
})

test('a country is found by its Danish name too', async () => {
  account.list.fields.get('country')?.options.set('99', 'Frankrig')
  expect(await written({ country: 'FR' })).toStrictEqual({ country: '99' })
})

test('decimals stay where the account takes them', async () => {
  expect(await written({ a_number: '12.50' }, { decimals: 'kept' })).toStrictEqual({
    a_number: '12.50',
  })
})

test('an instant is a day by the clocks of the settings', async () => {
  const settings = { timeZone: 'Europe/Copenhagen' }
  expect(await written({ a_date: '2026-03-02T23:30:00.000Z' }, settings)).toStrictEqual({
    a_date: '2026-03-03',
  })
})

test.each([
  ['a_text', 'x'.repeat(256), 'at most 255 characters'],
  ['a_text', ['a', 'b'], 'one value'],
  ['a_number', 'twelve', 'a number'],
  ['a_date', '2.3.2026', 'a day or an instant'],
  ['a_boolean', 'perhaps', 'true or false'],
  ['a_choice', 'Swimming', 'one of its options'],
  ['a_multi', ['Running', 'Swimming'], 'one of its options'],
])('%s refuses what does not fit, and says what was expected', async (name, value, expected) => {
  await expect(written({ [name]: value })).rejects.toMatchObject({
    kind: 'record',
    message: `The field ${name} (${name.slice(2)}) in Heyloyalty expects ${expected}.`,
    path: ['fields', name],
  })
})

test('a field that the list does not have stops the delivery, with what makes it', async () => {
  await expect(written({ shoe_size: '42' })).rejects.toMatchObject({
    kind: 'config',
    scope: 'part',
    message: 'The list Customers has no field shoe_size.',
  })
})
