import { join } from 'node:path'
import { expect, test } from 'vitest'
import { folderWith } from '../testing/folder.ts'
import { loadConfiguration } from './load.ts'
import { formatProblem } from './problem.ts'

const before = `version: 1
organisation: nordlys
connections:
  post: { connector: smtp, config: { host: mail.example, from: shop@nordlys.example } }
`
const url = "host: { url: 'https://data.example' }\n"
const oidc = "oidc: { issuer: 'https://login.example', clientId: cartograph, clientSecret: s3cret }"

async function load(text: string) {
  const folder = folderWith({ 'cartograph.yaml': before + text })
  const { configuration, problems } = await loadConfiguration(join(folder, 'cartograph.yaml'))
  return {
    people: configuration?.people,
    problems: problems.map((each) => formatProblem(each, folder)),
  }
}

test('how people sign in is read, with what is left out filled in', async () => {
  const { people, problems } = await load(
    `${url}people: { session: 12h, mail: { action: post.mail }, ${oidc} }\n`,
  )
  expect(problems).toStrictEqual([])
  expect(people).toStrictEqual({
    sessionMs: 43_200_000,
    mail: {
      connection: 'post',
      action: 'mail',
      input: { to: ['{email}'], subject: '{subject}', text: '{text}' },
    },
    service: {
      issuer: 'https://login.example',
      clientId: 'cartograph',
      clientSecret: 's3cret',
      name: 'SSO',
    },
  })
})

test.each([
  ['', undefined],
  ['people: {}\n', { sessionMs: 604_800_000 }],
  ['people: { session: 2d }\n', { sessionMs: 172_800_000 }],
])('what is left out has a default: %j', async (text, expected) => {
  expect((await load(text)).people).toStrictEqual(expected)
})

test.each([
  [`${url}people: { session: 90m }\n`, 'expected a number of hours or days'],
  [`${url}people: { mail: { action: pots.mail } }\n`, 'there is no connection "pots"'],
  [`${url}people: { mail: { action: post.male } }\n`, 'post has no action "male"'],
  ['people: { mail: { action: post.mail } }\n', 'nothing says where they lead'],
  [`people: { ${oidc} }\n`, 'nothing says where they lead'],
  [`${url}people: { signUp: true }\n`, 'signUp'],
])('%j is a mistake', async (text, said) => {
  const { people, problems } = await load(text)
  expect(people).toBeUndefined()
  expect(problems.join('\n')).toContain(said)
})

test('a secret that is written wrongly is not shown with its mistake', async () => {
  const { problems } = await load(
    'people: { oidc: { issuer: login.example, clientId: cartograph, clientSecret: s3cret-word } }\n',
  )
  expect(problems.join('\n')).toContain('issuer')
  expect(problems.join('\n')).not.toContain('s3cret-word')
})
