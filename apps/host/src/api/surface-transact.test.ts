import { fault, type Surface } from '@cartograph/core'
import { expect, test } from 'vitest'
import { isFollowed } from '../customers/index.ts'
import { scriptedHost, until, type ScriptedHost } from '../testing/scripted-host.ts'
import { tillConnection } from '../testing/till-connection.ts'

/** Registers whoever is not known by their phone number, and shows whom it knows. */
const desk: Surface<unknown> = {
  authentication: { accept: ['path'], permissions: ['contacts:write'] },
  deadlineMs: 5000,
  routes: {
    'POST /contacts': async (context, request) => {
      const { id, email, phone } = (await request.json()) as Record<
        'id' | 'email' | 'phone',
        string
      >
      const answer = await context.transact<string>(
        { locks: [`phone ${phone}`], once: `register ${id}` },
        async (transaction) => {
          const [known] = await transaction.find('customer', { phone }, { limit: 1 })
          if (known !== undefined) return { commit: false, answer: known['id'] as string }
          transaction.put({ op: 'upsert', stream: 'contacts', row: { id, email, phone } })
          return { commit: true, answer: `till:${id}` }
        },
      )
      return Response.json({ answer })
    },
    'GET /contacts/:email': async ({ find, params }) =>
      Response.json(await find('person', { email: params['email'] ?? '' })),
  },
  onError: ({ kind, message }) => Response.json({ error: kind, message }, { status: 400 }),
}

async function register(host: ScriptedHost, contact: Record<string, string>): Promise<unknown> {
  const address = await host.addressOf('till', 'surfaces.desk')
  const response = await host.app.request(`http://localhost${address}/contacts`, {
    method: 'POST',
    body: JSON.stringify(contact),
  })
  return response.json()
}

const ida = { id: '1', email: 'ida@example.com', phone: '+4620123456' }

async function begun(): Promise<ScriptedHost> {
  const host = await scriptedHost({ connections: [tillConnection({ desk })] })
  await host.begin()
  await until(() => host.installation.store.read(isFollowed))
  return host
}

test('whom a till registers is found as a person with the next call', async () => {
  const host = await begun()
  expect(await register(host, ida)).toStrictEqual({ answer: 'till:1' })
  const address = await host.addressOf('till', 'surfaces.desk')
  const found = await host.app.request(`http://localhost${address}/contacts/IDA@example.com`)
  expect(await found.json()).toMatchObject([{ email: ida.email, records: ['customer/till:1'] }])
})

test('two tills that register one phone number at once make one contact', async () => {
  const host = await begun()
  const answers = await Promise.all(
    ['1', '2', '3', '4'].map((id) => register(host, { ...ida, id, email: `ida${id}@example.com` })),
  )
  expect(new Set(answers.map((answer) => JSON.stringify(answer))).size).toBe(1)
  expect(Object.keys(await host.installation.rows('customer'))).toHaveLength(1)
})

test('what a surface wrote is told to whoever follows the store', async () => {
  const host = await begun()
  await register(host, ida)
  expect(host.lines.filter(({ level }) => level === 'error')).toStrictEqual([])
  const told = JSON.stringify(host.lines)
  expect(told).toContain('looked up customer by phone: 0 found')
  expect(told).not.toContain('ida@example.com')
  expect(told).not.toContain('20123456')
})

test('too many calls are answered in the form of the surface, and when to come again', async () => {
  const connections = [tillConnection({ desk })]
  const host = await scriptedHost({ connections, now: () => 1_793_491_200_000 })
  const address = await host.addressOf('till', 'surfaces.desk')
  const answers = await Promise.all(
    Array.from({ length: 260 }, async () => host.app.request(`http://localhost${address}/nothing`)),
  )
  const refused = answers.find(({ headers }) => headers.has('retry-after'))
  expect([refused?.status, await refused?.json()]).toStrictEqual([
    400,
    { error: 'rateLimit', message: 'Too many calls at once.' },
  ])
})

test('a body that is too large is answered in the form of the surface', async () => {
  const host = await begun()
  const address = await host.addressOf('till', 'surfaces.desk')
  const response = await host.app.request(`http://localhost${address}/contacts`, {
    method: 'POST',
    body: 'x'.repeat(4 * 1_048_576 + 1),
  })
  expect([response.status, await response.json()]).toStrictEqual([
    400,
    { error: 'record', message: 'The body is larger than 4 MiB.' },
  ])
})

test('an error in the form of a surface that fails itself is told in ours', async () => {
  const broken: Surface<unknown> = {
    ...desk,
    routes: {
      'GET /': () => Promise.reject(fault({ kind: 'notFound', message: 'Nobody is here.' })),
    },
    onError: () => {
      throw new Error('ada@example.com')
    },
  }
  const host = await scriptedHost({ connections: [tillConnection({ desk: broken })] })
  const address = await host.addressOf('till', 'surfaces.desk')
  const response = await host.app.request(`http://localhost${address}/`)
  expect([response.status, await response.json()]).toMatchObject([
    404,
    { detail: 'Nobody is here.' },
  ])
})
