import { expect, test } from 'vitest'
import { folderWith } from '../testing/folder.ts'
import { join } from 'node:path'
import { loadConfiguration } from './load.ts'
import { formatProblem } from './problem.ts'

const right = `version: 1
organisation: nordlys
host: { url: 'https://data.example' }
connections:
  post: { connector: smtp, config: { host: mail.example, from: shop@nordlys.example } }
customers:
  nodes:
    denmark: { connections: [post] }
    nordic: { of: [denmark] }
  properties:
    extended:
      tier: { type: string, path: $.extra.tier }
      given: { type: string, path: $.nickname }
      hobbies: { type: strings, path: $.extra.hobbies }
  pages:
    colour: '#123456'
    mail: { action: post.mail }
    texts: { da: { signUp: Tilmeld } }
    forms:
      news:
        title: News
        node: denmark
        fields: { email: required, tier: optional }
        consents: [{ channel: email, wording: Yes, version: '1' }]
`

async function load(text: string) {
  const folder = folderWith({ 'cartograph.yaml': text })
  const { configuration, problems } = await loadConfiguration(join(folder, 'cartograph.yaml'))
  const errors = problems.filter(({ severity }) => severity === 'error')
  return {
    pages: configuration?.customers?.pages,
    errors: errors.map((each) => formatProblem(each)),
  }
}

test('pages are read, with what is left out filled in', async () => {
  const { pages, errors } = await load(right)
  expect(errors).toStrictEqual([])
  expect(pages).toStrictEqual({
    language: 'en',
    colour: '#123456',
    mail: {
      connection: 'post',
      action: 'mail',
      input: { to: ['{email}'], subject: '{subject}', text: '{text}' },
    },
    texts: new Map([['da', { signUp: 'Tilmeld' }]]),
    forms: new Map([
      [
        'news',
        {
          id: 'news',
          title: 'News',
          node: 'denmark',
          fields: [
            { property: 'email', required: true },
            { property: 'tier', required: false },
          ],
          consents: [
            {
              channel: 'email',
              purpose: 'marketing',
              wording: 'Yes',
              version: '1',
              required: false,
            },
          ],
          confirm: true,
        },
      ],
    ]),
  })
})

test.each([
  ['action: post.mail', 'action: pots.mail', 'there is no connection "pots"; did you mean "post"?'],
  ['action: post.mail', 'action: post.male', 'post has no action "male"'],
  ['signUp: Tilmeld', 'singUp: Tilmeld', 'pages have no such text; did you mean "signUp"?'],
  ['node: denmark', 'node: danmark', 'there is no node "danmark"; did you mean "denmark"?'],
  ['node: denmark', 'node: nordic', 'merges other nodes and has no customers of its own'],
  ['tier: optional', 'tear: optional', 'pages cannot ask for it'],
  ['tier: optional', 'address: optional', 'pages cannot ask for it'],
  ['tier: optional', 'given: optional', 'is read from a field of the model; ask for that property'],
  ['tier: optional', 'hobbies: optional', 'a page can only ask for lists with `values`'],
  [
    'email: required',
    'email: optional',
    'expected `email: required`, the address that the link is mailed to',
  ],
  ['email: required, ', '', 'expected `email` or `phone` among them'],
  ['channel: email', 'channel: sms', 'nobody can be reached so without the field `phone`'],
  [
    "version: '1' }]",
    "version: '1' }]\n        confirm: yes",
    'expected true or false, found text',
  ],
  ["'#123456'", 'blue', 'expected a colour such as "#0b57d0", in quotes'],
])('%j instead of %j: %s', async (correct, wrong, message) => {
  expect(right).toContain(correct)
  const { errors } = await load(right.replace(correct, wrong))
  expect(errors.join('\n')).toContain(message)
})

test('without mails a form writes at once', async () => {
  const { pages, errors } = await load(right.replace('    mail: { action: post.mail }\n', ''))
  expect([pages?.forms.get('news')?.confirm, errors]).toStrictEqual([false, []])
})

test('a link cannot be confirmed that nobody mails', async () => {
  const without = right.replace('    mail: { action: post.mail }\n', '')
  const { errors } = await load(
    without.replace('title: News', 'title: News\n        confirm: true'),
  )
  expect(errors.join('\n')).toContain('needs `customers.pages.mail`, which sends the link')
})

test('a link cannot be mailed that leads nowhere', async () => {
  const { errors } = await load(right.replace("host: { url: 'https://data.example' }\n", ''))
  expect(errors.join('\n')).toContain('links are mailed, and nothing says where they lead')
})

test('a connection of the name that is kept for what is written by hand is refused', async () => {
  const { errors } = await load(right.replaceAll('post', 'cartograph'))
  expect(errors.join('\n')).toContain('this name is kept for what is written by hand')
})
