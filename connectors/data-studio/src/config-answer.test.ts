import { expect, test } from 'vitest'
import { configAnswer } from './config-answer.ts'
import { testFigures, type TestOrder } from './testing/figures-context.ts'

const order = (store: string): TestOrder => ({
  day: '2026-10-01',
  country: 'DE',
  weekday: '4',
  store,
  worth: 1000,
})
const { context } = testFigures([order('shop:1'), order('shop:2')])

test('the first step asks for the currency, those that are sold in first', async () => {
  const { configParams, isSteppedConfig } = await configAnswer(context, {})
  expect(isSteppedConfig).toBe(true)
  expect(configParams.map(({ name }) => name)).toStrictEqual(['intro', 'currency'])
  expect(configParams[1]).toMatchObject({ isDynamic: true, options: expect.anything() })
  const options = configParams[1]?.type === 'SELECT_SINGLE' ? configParams[1].options : []
  expect(options.slice(0, 2).map(({ value }) => value)).toStrictEqual(['EUR', 'AED'])
  expect(new Set(options.map(({ value }) => value)).size).toBe(options.length)
})

test('the second step repeats the first, and asks for stores by their names', async () => {
  const first = await configAnswer(context, {})
  const second = await configAnswer(context, { configParams: { currency: 'EUR' } })
  expect(second.isSteppedConfig).toBe(false)
  expect(second.configParams.slice(0, 2)).toStrictEqual(first.configParams)
  expect(second.configParams.slice(2)).toMatchObject([
    {
      name: 'stores',
      type: 'SELECT_MULTIPLE',
      parameterControl: { allowOverride: true },
      options: [
        { label: 'Berlin', value: 'shop:1' },
        { label: 'shop:2', value: 'shop:2' },
      ],
    },
  ])
})

test('segments are asked for beside the stores, where the host has some', async () => {
  const vip = { id: 'vip', label: 'VIP', resource: 'customer' }
  const own = testFigures([order('shop:1')], { segments: [vip] })
  const request = { configParams: { currency: 'EUR' } }
  const { configParams } = await configAnswer(own.context, request)
  expect(configParams.at(-1)).toMatchObject({
    name: 'segments',
    type: 'SELECT_MULTIPLE',
    parameterControl: { allowOverride: true },
    options: [{ label: 'VIP (customers)', value: 'vip' }],
  })
  const without = await configAnswer(context, request)
  expect(without.configParams.map(({ name }) => name)).not.toContain('segments')
})

test('the same answers get the same questions', async () => {
  const request = { configParams: { currency: 'EUR', stores: 'shop:1' } }
  expect(await configAnswer(context, request)).toStrictEqual(await configAnswer(context, request))
})

test('a currency that is none is refused', async () => {
  await expect(configAnswer(context, { configParams: { currency: 'euro' } })).rejects.toThrow(
    '"euro" is no currency.',
  )
})
