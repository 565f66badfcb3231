import type { Surface } from '@cartograph/core'
import { expect, test } from 'vitest'
import { scriptedHost } from '../testing/scripted-host.ts'
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
