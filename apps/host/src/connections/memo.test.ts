import { expect, test } from 'vitest'
import { memoryOf } from './memo.ts'

function counter() {
  let now = 0
  let loads = 0
  const { memo } = memoryOf(() => now)
  return {
    memo: (load = async () => 'EUR') =>
      memo('currency', 1000, () => {
        loads += 1
        return load()
      }),
    pass: (ms: number) => {
      now += ms
    },
    loads: () => loads,
  }
}

test('a fact is loaded once while it is fresh, and again afterwards', async () => {
  const { memo, pass, loads } = counter()
  expect([await memo(), await memo()]).toStrictEqual(['EUR', 'EUR'])
  pass(999)
  await memo()
  expect(loads()).toBe(1)
  pass(1)
  await memo()
  expect(loads()).toBe(2)
})

test('who asks while it is being loaded waits for that load', async () => {
  const { memo, loads } = counter()
  expect(await Promise.all([memo(), memo(), memo()])).toStrictEqual(['EUR', 'EUR', 'EUR'])
  expect(loads()).toBe(1)
})

test('a load that failed is not remembered', async () => {
  const { memo, loads } = counter()
  await expect(memo(() => Promise.reject(new Error('down')))).rejects.toThrow('down')
  expect(await memo()).toBe('EUR')
  expect(loads()).toBe(2)
})

test('who waited for the load of another that failed loads for itself', async () => {
  const { memo } = counter()
  const first = memo(() => Promise.reject(new Error('called off')))
  const second = memo()
  await expect(first).rejects.toThrow('called off')
  expect(await second).toBe('EUR')
})

test('who must not wait loads for itself while another does, and finds what is there', async () => {
  const { memo, within } = memoryOf(() => 0)
  const never = new Promise<string>(() => {})
  void memo('home', 1000, () => never)
  expect(await within('home', 1000, async () => 'own')).toBe('own')
  expect(await memo('home', 1000, async () => 'another')).toBe('own')
})

test('only so many facts are kept: the oldest are loaded again', async () => {
  const { memo } = memoryOf(() => 0)
  const load = (key: number) => memo(`fact ${key}`, 1000, async () => key)
  for (let key = 0; key <= 10_000; key += 1) await load(key)
  const again: number[] = []
  const ask = (key: number) =>
    memo(`fact ${key}`, 1000, async () => {
      again.push(key)
      return key
    })
  await ask(10_000)
  await ask(0)
  expect(again).toStrictEqual([0])
})
