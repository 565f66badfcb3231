import { setFlagsFromString } from 'node:v8'
import { runInNewContext } from 'node:vm'
import { expect, test } from 'vitest'
import { ask } from './client.ts'
import { testContext } from './testing/context.ts'

setFlagsFromString('--expose-gc')
const collect = runInNewContext('gc') as () => void

async function askOnce(): Promise<WeakRef<object>> {
  const context = testContext({ url: 'https://shop.example' }, { answer: () => new Response('[]') })
  await ask(context, { path: 'orders' })
  return new WeakRef(context)
}

test('nothing holds a context whose requests are over', async () => {
  const context = await askOnce()
  await new Promise((resolve) => {
    setImmediate(resolve)
  })
  collect()
  expect(context.deref()).toBeUndefined()
})
