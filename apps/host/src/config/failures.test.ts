import { join } from 'node:path'
import { expect, test } from 'vitest'
import { folderWith } from '../testing/folder.ts'
import { loadConfiguration } from './load.ts'
import { formatProblem } from './problem.ts'

async function load(text: string, connection = '') {
  const folder = folderWith({
    'cartograph.yaml': `version: 1
organisation: nordlys
connections:
  post: { connector: smtp, config: { host: mail.example, from: shop@nordlys.example }${connection} }
${text}
`,
  })
  const { configuration, problems } = await loadConfiguration(join(folder, 'cartograph.yaml'))
  return { configuration, problems: problems.map((each) => formatProblem(each, folder)) }
}

test('who is told of failures is read, with what is left out filled in', async () => {
  const { configuration, problems } = await load(
    'failures: { mail: { action: post.mail }, to: [ops@nordlys.example], language: da }',
  )
  expect(problems).toStrictEqual([])
  expect(configuration?.failures).toStrictEqual({
    mail: {
      connection: 'post',
      action: 'mail',
      input: { to: ['{email}'], subject: '{subject}', text: '{text}' },
    },
    to: ['ops@nordlys.example'],
    againMs: 86_400_000,
    language: 'da',
  })
})

test('a file that says nothing of failures leaves them to what is usual', async () => {
  expect((await load('')).configuration?.failures).toBeUndefined()
})

test('it is told again after as many days as the file says', async () => {
  expect((await load('failures: { again: 7d }')).configuration?.failures?.againMs).toBe(604_800_000)
})

test('a connection has the owner that it names', async () => {
  const { configuration } = await load('', ', owner: anna@nordlys.example')
  expect(configuration?.connections.get('post')?.owner).toBe('anna@nordlys.example')
})

test.each([
  ['failures: { again: 90m }', 'expected a number of hours or days'],
  ['failures: { mail: { action: pots.mail } }', 'there is no connection "pots"'],
  ['failures: { to: [anna] }', 'failures'],
])('%j is a mistake', async (text, said) => {
  const { configuration, problems } = await load(text)
  expect(configuration).toBeUndefined()
  expect(problems.join('\n')).toContain(said)
})

test('an owner that is no address is a mistake', async () => {
  const { problems } = await load('', ', owner: anna')
  expect(problems.join('\n')).toContain('owner')
})
