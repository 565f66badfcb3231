import { createHash } from 'node:crypto'
import { author } from '@cartograph/core'
import { beforeEach, expect, test } from 'vitest'
import * as z from 'zod'
import {
  defaultCustomers,
  defaultPages,
  type CustomerSettings,
  type PageForm,
} from '../../config/index.ts'
import { followCustomers, makeLink, type PageLink } from '../../customers/index.ts'
import { changesAfter, rowsAfter } from '../../store/index.ts'
import { scriptedHost, type ScriptedHost } from '../../testing/scripted-host.ts'
import { sinkConnection, scriptedSink } from '../../testing/scripted-sink.ts'

const consent = {
  channel: 'email',
  purpose: 'marketing',
  wording: 'Yes, send me <news>.',
  version: '2026-11',
  required: true,
} as const
const news: PageForm = {
  id: 'news',
  title: 'News from Nordlys',
  fields: [
    { property: 'email', required: true },
    { property: 'firstName', required: false },
  ],
  consents: [consent],
  confirm: true,
  reminder: 'You get this because you signed up.',
}
const customers: CustomerSettings = {
  ...defaultCustomers,
  pages: {
    ...defaultPages,
    mail: {
      connection: 'post',
      action: 'mail',
      input: { to: ['{email}'], subject: '{subject}', text: '{text}' },
    },
    forms: new Map([
      ['news', news],
      ['direct', { ...news, id: 'direct', confirm: false }],
      ['dansk', { ...news, id: 'dansk', language: 'da' }],
    ]),
    texts: new Map([['da', { signUp: 'Tilmeld' }]]),
  },
}

interface Mail {
  readonly to: readonly string[]
  readonly subject: string
  readonly text: string
}

let mails: Mail[]
let fails: boolean
let host: ScriptedHost
beforeEach(async () => {
  mails = []
  fails = false
  host = await scriptedHost({ connections: [postOffice()], customers })
  await followCustomers(store(), { signal: new AbortController().signal, settings: customers })
})

function postOffice() {
  const kit = author(z.unknown())
  const mail = kit.action({
    schema: z.object({ to: z.array(z.string()), subject: z.string(), text: z.string() }),
    onUnknown: 'lose' as const,
    run: async (_context, input) => {
      if (fails) throw new Error('the mail server is gone')
      mails.push(input)
      return { status: 'ok' }
    },
  })
  const connector = kit.connector({
    id: 'post',
    name: 'Post',
    hosts: () => [],
    check: async () => ({ account: {} }),
    parts: () => ({ actions: { mail } }),
  })
  return { ...sinkConnection(scriptedSink()), id: 'post', connectorName: 'post', connector }
}

const store = () => host.installation.store
const link = (wanted: PageLink) =>
  makeLink({ store: store(), url: 'http://localhost', now: Date.now }, wanted)
const signUp = (form: string) => link({ purpose: 'sign-up', form })
const unsubscribe = (address = 'ida@example.com') =>
  link({ purpose: 'unsubscribe', channel: 'email', address, topic: 'marketing' })
const get = (address: string) => host.app.request(address)
const post = (address: string, fields: Readonly<Record<string, string>> = {}) =>
  host.app.request(address, { method: 'POST', body: new URLSearchParams(fields) })

async function rows(entity: string) {
  const found = await store().read((dialect, org) => rowsAfter(dialect, org, entity, '', 20))
  return found.map(({ data }) => JSON.parse(data) as Readonly<Record<string, unknown>>)
}

const states = async () =>
  (await rows('consent')).map(({ email, state, source }) => [email, state, source])

/** The link in the newest mail. */
const mailed = () =>
  /http\S+/
    .exec(mails.at(-1)?.text ?? '')?.[0]
    ?.replace('https://data.example', 'http://localhost') ?? ''

const filled = { email: 'Ida@example.com', firstName: 'Ida', 'consent-0': 'on', once: 'a' }

test('a page needs no script, loads nothing, and is kept and followed by nobody', async () => {
  const answer = await get(await signUp('news'))
  expect(answer.status).toBe(200)
  const policy = answer.headers.get('content-security-policy') ?? ''
  expect(policy).toMatch(
    /^default-src 'none'; style-src 'sha256-[\w+/=]+'; form-action 'self'; frame-ancestors 'none'; base-uri 'none'$/,
  )
  expect(Object.fromEntries(answer.headers)).toMatchObject({
    'cache-control': 'no-store',
    'referrer-policy': 'no-referrer',
    'x-robots-tag': 'noindex, nofollow',
  })
  const page = await answer.text()
  const [, style = ''] = /<style>([^]*)<\/style>/.exec(page) ?? []
  expect(policy).toContain(createHash('sha256').update(style).digest('base64'))
  expect(page).toContain('Yes, send me &lt;news&gt;.')
  expect(page).not.toMatch(/<script|src=|<news>/)
})

test('nothing counts before the mailed link is opened and its button pressed', async () => {
  const answer = await post(await signUp('news'), filled)
  expect(await answer.text()).toContain('One more step')
  expect(mails).toMatchObject([
    { to: ['ida@example.com'], subject: 'Please confirm: News from Nordlys' },
  ])
  expect(mails[0]?.text).toContain('You get this because you signed up.')
  expect(mailed()).not.toMatch(/ida|example\.com/i)
  const shown = await (await get(mailed())).text()
  expect(shown).toContain('ida@example.com is signed up')
  expect([await rows('customer'), await rows('consent')]).toStrictEqual([[], []])
  expect(await (await post(mailed())).text()).toContain('Thank you. You are signed up.')
  await post(mailed())
  expect(await rows('customer')).toMatchObject([{ email: 'ida@example.com', firstName: 'Ida' }])
  expect(await rows('consent')).toMatchObject([
    {
      email: 'ida@example.com',
      state: 'granted',
      source: 'page news',
      wording: 'Yes, send me <news>.',
      extra: { version: '2026-11' },
    },
  ])
})

test('an answer is the same for an address that is known and one that is not', async () => {
  await post(await signUp('direct'), filled)
  const answers = await Promise.all(
    ['ida@example.com', 'eva@example.com'].map(async (email) => {
      const text = await (await post(await signUp('news'), { ...filled, email })).text()
      return text.replaceAll(email, '')
    }),
  )
  expect(answers[0]).toBe(answers[1])
})

test('a form without confirmation writes at once, and once for two presses of the button', async () => {
  const address = await signUp('direct')
  await Promise.all([post(address, filled), post(address, filled)])
  expect(await rows('customer')).toHaveLength(1)
  expect(mails).toStrictEqual([])
})

test('what is wrong is said at its field, with what was typed, and nothing is written', async () => {
  const answer = await post(await signUp('direct'), { email: '"nobody"', firstName: 'Ida' })
  expect(answer.status).toBe(422)
  const page = await answer.text()
  expect(page).toContain('Please write an address such as name@example.com.')
  expect(page).toContain('This is needed to sign up.')
  expect(page).toContain('value="&quot;nobody&quot;"')
  expect(page).toContain('aria-describedby="email-problem"')
  expect(await rows('customer')).toStrictEqual([])
})

test('who fills in what no person sees is thanked, and nothing happens', async () => {
  const address = await signUp('news')
  expect(await (await post(address, { ...filled, website: 'x' })).text()).toContain('One more step')
  expect(mails).toStrictEqual([])
})

test('one address is mailed only so often, and the answer does not tell', async () => {
  const address = await signUp('news')
  for (let time = 0; time < 5; time += 1) {
    const answer = await post(address, { ...filled, once: `${time}` })
    expect(await answer.text()).toContain('One more step')
  }
  expect(mails).toHaveLength(3)
})

test('where the mail cannot leave the visitor is told to try again, and the log why', async () => {
  fails = true
  const answer = await post(await signUp('news'), filled)
  expect([answer.status, answer.headers.get('retry-after')]).toStrictEqual([429, '60'])
  const messages = host.lines.map(({ message }) => message).join('\n')
  expect(messages).toContain('The mail of a sign-up did not leave')
  expect(messages).not.toMatch(/ida@/i)
})

test('details are shown with what is known, and changed by the button', async () => {
  await post(await signUp('direct'), filled)
  const address = await link({ purpose: 'update', form: 'news', email: 'ida@example.com' })
  const page = await (await get(address)).text()
  expect(page).toContain('value="Ida"')
  expect(page).toMatch(/name="consent-0"[^>]*checked/)
  const saved = await post(address, { email: 'eva@example.com', firstName: 'Ide', once: 'b' })
  expect(await saved.text()).toContain('Saved')
  expect(await rows('customer')).toMatchObject([{ email: 'ida@example.com', firstName: 'Ide' }])
  expect(new Set(await states())).toStrictEqual(
    new Set([
      ['ida@example.com', 'granted', 'page direct'],
      ['ida@example.com', 'withdrawn', 'page news'],
    ]),
  )
})

test('looking at an unsubscribe page changes nothing, and shows no whole address', async () => {
  const page = await (await get(await unsubscribe())).text()
  expect(page).toContain('i…@example.com')
  expect(page).not.toContain('ida@')
  const changes = await store().read((dialect, org) => changesAfter(dialect, org, 'live', 0, 10))
  expect(changes).toStrictEqual([])
})

test.each([
  ['the button', {}, 'unsubscribe page'],
  ['the button of a mail program', { 'List-Unsubscribe': 'One-Click' }, 'one click'],
])('%s unsubscribes, whether the address is known or not', async (_what, body, source) => {
  const answer = await post(await unsubscribe(), body)
  expect([answer.status, await answer.text()]).toStrictEqual([
    200,
    expect.stringContaining('You are unsubscribed'),
  ])
  expect(await states()).toStrictEqual([['ida@example.com', 'withdrawn', source]])
})

test.each([
  [
    'that nobody made',
    async () => 'http://localhost/pages/abcdefgh.1.aaaaaaaaaaaaaaaaaaaaaaaa.bbb',
  ],
  ['of a form that is no more', () => signUp('gone')],
  [
    'of an address that nothing is known with',
    () => link({ purpose: 'update', form: 'news', email: 'nobody@example.com' }),
  ],
])('a link %s leads nowhere', async (_what, made) => {
  const answers = [await get(await made()), await post(await made())]
  expect(answers.map(({ status }) => status)).toStrictEqual([404, 404])
  expect(await answers[0]?.text()).toContain('This link is no longer good')
})

test('a page speaks the language of its form, and English where that lacks a word', async () => {
  const page = await (await get(await signUp('dansk'))).text()
  expect(page).toContain('<html lang="da">')
  expect(page).toContain('Tilmeld')
  expect(page).toContain('First name')
})

test('too many presses of one link are told to wait', async () => {
  const address = await unsubscribe()
  const answers: number[] = []
  for (let time = 0; time < 12; time += 1) answers.push((await post(address)).status)
  expect([answers.slice(0, 10), answers.at(-1)]).toStrictEqual([Array(10).fill(200), 429])
})
