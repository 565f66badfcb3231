import type { Surface } from '@cartograph/core'
import { expect, test } from 'vitest'
import { scriptedHost, until } from '../testing/scripted-host.ts'
import { tillConnection } from '../testing/till-connection.ts'

const desk: Surface<unknown> = {
  authentication: { accept: ['path', 'bearer', { header: 'x-api-key' }], permissions: [] },
  deadlineMs: 5000,
  routes: { 'GET /': async () => new Response('here') },
}
const form: Surface<unknown> = { ...desk, authentication: { verify: async () => {} } }

test('surfaces are shown with their addresses, and what proves who calls', async () => {
  const host = await scriptedHost({ connections: [tillConnection({ desk, form })] })
  const shown = await host.call('/api/surfaces')
  expect(await shown.json()).toStrictEqual({
    surfaces: [
      {
        connection: 'till',
        name: 'desk',
        address: `https://data.example${await host.addressOf('till', 'surfaces.desk')}`,
        takes: ['address', 'token as bearer', 'token in the header x-api-key'],
      },
      {
        connection: 'till',
        name: 'form',
        address: `https://data.example${await host.addressOf('till', 'surfaces.form')}`,
        takes: ['verify'],
      },
    ],
  })
})

test('a surface that is given another address answers there, and there alone', async () => {
  const host = await scriptedHost({ connections: [tillConnection({ desk })] })
  const before = await host.addressOf('till', 'surfaces.desk')
  const moved = await host.call('/api/surfaces/till/desk/rotate', { method: 'POST' })
  const { address } = (await moved.json()) as { address: string }
  const statusOf = async (path: string) => (await host.app.request(`${path}/`)).status
  expect([await statusOf(address), await statusOf(`https://data.example${before}`)]).toStrictEqual([
    200, 404,
  ])
})

test('a surface that is not there is not moved', async () => {
  const host = await scriptedHost({ connections: [tillConnection({ desk })] })
  const answer = await host.call('/api/surfaces/till/other/rotate', { method: 'POST' })
  expect(answer.status).toBe(404)
})

test('the last calls of a surface are told with what was answered, and never what was asked for', async () => {
  const host = await scriptedHost({ connections: [tillConnection({ desk, form })] })
  const address = await host.addressOf('till', 'surfaces.desk')
  await host.app.request(`http://localhost${address}/?mobile=0701740605`)
  await host.app.request(`http://localhost${address}/ida@example.com`, { method: 'POST' })
  const shown = async () => {
    const answer = await host.call('/api/surfaces/till/desk/calls')
    return ((await answer.json()) as { readonly calls: readonly Record<string, unknown>[] }).calls
  }
  await until(async () => (await shown()).length === 2)
  const told = await shown()
  const lines = told.map(
    ({ route, status, caller }) => `${String(route)} ${String(status)} ${String(caller)}`,
  )
  expect(new Set(lines)).toStrictEqual(new Set(['GET / 200 path', 'POST 404 path']))
  expect(JSON.stringify(told)).not.toMatch(/0701740605|ida@example/u)
})

test('a surface that is not there has no calls', async () => {
  const host = await scriptedHost({ connections: [tillConnection({ desk })] })
  expect((await host.call('/api/surfaces/till/other/calls')).status).toBe(404)
})
