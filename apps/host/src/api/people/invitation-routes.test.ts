import { expect, test } from 'vitest'
import { browserOn, invited, password, peopleHost, problemIn } from './testing/browser.ts'

const account = { name: 'Per', password }

test('somebody who is invited becomes a member, and is signed in', async () => {
  const { app, ida } = await peopleHost()
  const token = await invited(ida, 'per@example.com', 'analyst')
  const browser = browserOn(app)
  const seen = await browser.ask('POST', '/api/invitations/look', { token })
  const joined = await browser.ask('POST', '/api/invitations/accept', { token, ...account })
  expect([await seen.json(), joined.status]).toStrictEqual([
    { organisation: 'nordlys', email: 'per@example.com', role: 'analyst', hasAccount: false },
    200,
  ])
  expect(await (await browser.ask('GET', '/api/me')).json()).toMatchObject({
    user: { name: 'Per' },
    organisations: [{ id: 'nordlys', role: 'analyst' }],
  })
})

test('a link that was used, or made up, says nothing and makes nobody', async () => {
  const { app, ida } = await peopleHost()
  const token = await invited(ida, 'per@example.com', 'viewer')
  await browserOn(app).ask('POST', '/api/invitations/accept', { token, ...account })
  for (const each of [token, 'made-up']) {
    const again = { token: each, name: 'Eve', password }
    const answer = await browserOn(app).ask('POST', '/api/invitations/accept', again)
    expect(await problemIn(answer)).toStrictEqual([404, 'This invitation is not good any more.'])
  }
})

test('another account cannot use an invitation', async () => {
  const { ida, join } = await peopleHost()
  const vera = await join('Vera', 'viewer')
  const token = await invited(ida, 'per@example.com', 'owner')
  const answer = await vera.ask('POST', '/api/invitations/accept', { token, ...account })
  expect([answer.status, (await vera.ask('GET', '/api/people')).status]).toStrictEqual([403, 403])
})

test('without a name and a password nobody new is made', async () => {
  const { app, ida } = await peopleHost()
  const token = await invited(ida, 'per@example.com', 'viewer')
  const answer = await browserOn(app).ask('POST', '/api/invitations/accept', { token })
  expect(answer.status).toBe(422)
})

test('members and invitations are listed, changed and taken back', async () => {
  const { ida, join } = await peopleHost()
  await join('Vera', 'viewer')
  await invited(ida, 'per@example.com', 'viewer')
  const listed = async () =>
    (await (await ida.ask('GET', '/api/people')).json()) as {
      readonly members: readonly { readonly id: string; readonly name: string; role: string }[]
      readonly invitations: readonly { readonly id: string }[]
    }
  const before = await listed()
  const vera = before.members.find(({ name }) => name === 'Vera')?.id ?? ''
  await ida.ask('PUT', `/api/people/${vera}/role`, { role: 'admin' })
  await ida.ask('DELETE', `/api/people/invitations/${before.invitations[0]?.id}`)
  const after = await listed()
  expect([
    after.members.map(({ name, role }) => [name, role]),
    before.invitations.length,
    after.invitations.length,
  ]).toStrictEqual([
    [
      ['Ida', 'owner'],
      ['Vera', 'admin'],
    ],
    1,
    0,
  ])
})

test('the last owner cannot leave, and others can', async () => {
  const { ida, join } = await peopleHost()
  const vera = await join('Vera', 'viewer')
  const answers = [
    await ida.ask('POST', '/api/me/leave'),
    await vera.ask('POST', '/api/me/leave'),
    await vera.ask('GET', '/api/me'),
  ]
  expect(answers.map(({ status }) => status)).toStrictEqual([409, 204, 401])
})
