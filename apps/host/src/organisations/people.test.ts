import { expect, test } from 'vitest'
import { offerSetup } from '../people/index.ts'
import { cookiesOf } from '../people/testing/people-world.ts'
import { installed, type Installed } from './testing/installed.ts'

const password = 'correct horse battery'

/** A browser on a page of the installation: it has no token, and says which organisation it looks at. */
function browserOn({ ask }: Installed) {
  let jar = ''
  return async (
    method: string,
    path: string,
    { body, organisation }: { readonly body?: object; readonly organisation?: string } = {},
  ) => {
    const answer = await ask('', path, {
      method,
      headers: {
        authorization: '',
        cookie: jar,
        origin: 'http://localhost',
        ...(organisation !== undefined && { 'x-organisation': organisation }),
      },
      ...(body !== undefined && { body: JSON.stringify(body) }),
    })
    jar = cookiesOf(answer, jar)
    return answer
  }
}

type Browser = ReturnType<typeof browserOn>

/** Ida owns the first organisation, and made another one. */
async function twoOrganisations() {
  const host = await installed()
  const ida = browserOn(host)
  const code = await offerSetup(host.store, Date.now())
  const first = { code, name: 'Ida', email: 'ida@example.com', password }
  await ida('POST', '/api/setup', { body: first })
  const made = await ida('POST', '/api/organisations', { body: { id: 'solsikke' } })
  if (made.status !== 201) throw new Error(`No organisation was made: ${made.status}.`)
  return { host, ida }
}

async function join(host: Installed, ida: Browser, name: string, organisation: string) {
  const wish = { email: `${name}@example.com`, role: 'viewer' }
  const answer = await ida('POST', '/api/people/invitations', { body: wish, organisation })
  const { link } = (await answer.json()) as { readonly link: string }
  const browser = browserOn(host)
  const token = link.slice(link.indexOf('#') + 1)
  await browser('POST', '/api/invitations/accept', { body: { token, name, password } })
  return browser
}

test('whoever made an organisation owns it, and looks at the one that they name', async () => {
  const { ida } = await twoOrganisations()
  const seen = async (organisation?: string) =>
    (await ida('GET', '/api/me', organisation === undefined ? {} : { organisation })).json()
  const organisations = [
    { id: 'nordlys', name: 'nordlys', role: 'owner' },
    { id: 'solsikke', name: 'solsikke', role: 'owner' },
  ]
  expect([await seen(), await seen('solsikke')]).toMatchObject([
    { organisation: 'nordlys', organisations, permissions: ['admin'] },
    { organisation: 'solsikke', organisations, permissions: ['admin'] },
  ])
})

test('another organisation is one that is not there, whether or not it is', async () => {
  const { host, ida } = await twoOrganisations()
  const per = await join(host, ida, 'per', 'nordlys')
  const answers = await Promise.all(
    ['solsikke', 'nowhere'].map(async (organisation) => {
      const answer = await per('GET', '/api/status', { organisation })
      return [answer.status, await answer.text()]
    }),
  )
  expect(answers[0]).toStrictEqual(answers[1])
  expect(answers[0]?.[0]).toBe(404)
})

test('whoever is in another organisation alone comes in at the first page, and sees theirs', async () => {
  const { host, ida } = await twoOrganisations()
  const eva = await join(host, ida, 'eva', 'solsikke')
  expect(await (await eva('GET', '/api/me')).json()).toMatchObject({
    organisation: 'solsikke',
    organisations: [{ id: 'solsikke', role: 'viewer' }],
  })
  const statuses = [
    await eva('GET', '/api/status'),
    await eva('GET', '/api/status', { organisation: 'solsikke' }),
    await eva('GET', '/api/people', { organisation: 'solsikke' }),
  ]
  expect(statuses.map(({ status }) => status)).toStrictEqual([404, 200, 403])
})

test('people of one organisation cannot be changed from another', async () => {
  const { host, ida } = await twoOrganisations()
  await join(host, ida, 'eva', 'solsikke')
  const people = await ida('GET', '/api/people', { organisation: 'solsikke' })
  const { members } = (await people.json()) as {
    readonly members: readonly { readonly id: string; readonly name: string }[]
  }
  const eva = members.find(({ name }) => name === 'eva')?.id
  const answers = [
    await ida('PUT', `/api/people/${eva}/role`, { body: { role: 'owner' } }),
    await ida('DELETE', `/api/people/${eva}`),
  ]
  expect(answers.map(({ status }) => status)).toStrictEqual([404, 404])
})
