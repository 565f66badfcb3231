import { afterEach, beforeEach, expect, test } from 'vitest'
import type { PageForm } from '../../config/index.ts'
import { rowsAfter } from '../../store/index.ts'
import { writeRows } from '../testing/commerce-rows.ts'
import { handScene, valuesOf, type HandScene } from '../testing/hand-scene.ts'
import { readFilledForm, type FilledForm } from './filled-form.ts'
import { knownByAddress } from './known-by-address.ts'
import { changeDetails, confirmSignUp, signUp, unsubscribe } from './page-deeds.ts'

const form: PageForm = {
  id: 'news',
  title: 'News',
  fields: [
    { property: 'email', required: true },
    { property: 'firstName', required: false },
    { property: 'phone', required: false },
  ],
  consents: [
    { channel: 'email', purpose: 'marketing', wording: 'Yes, mails', version: '1', required: true },
    { channel: 'sms', purpose: 'marketing', wording: 'Yes, texts', version: '1', required: false },
  ],
  confirm: true,
}

let hand: HandScene
beforeEach(async () => {
  hand = await handScene()
})
afterEach(() => hand.close())

const filled = (sent: Readonly<Record<string, string>>): FilledForm =>
  readFilledForm(form, new URLSearchParams(sent), hand.scene.settings, [])
const signed = (sent: Readonly<Record<string, string>>, id = 'a') =>
  signUp(hand.scene, form, filled(sent), id)

async function consents() {
  const rows = await hand.store.read((dialect, org) => rowsAfter(dialect, org, 'consent', '', 20))
  return rows
    .map(({ data }) => JSON.parse(data) as Readonly<Record<string, unknown>>)
    .map(({ email, channel, state, source, wording, extra }) => ({
      email,
      channel,
      state,
      source,
      wording,
      extra,
    }))
}

test('a form takes what it asks for, in its normal form, and says what is wrong by its field', () => {
  const { values, agreed, problems } = filled({
    email: ' Ida@Example.com ',
    phone: '20 12',
    lastName: 'Holm',
    'consent-1': 'on',
  })
  expect(values).toStrictEqual({ email: 'ida@example.com', firstName: null, phone: '20 12' })
  expect(agreed).toStrictEqual([1])
  expect([...problems]).toStrictEqual([
    ['phone', 'wrongPhone'],
    ['consent-0', 'agreementMissing'],
  ])
})

test('a sign-up is a customer with the words that were agreed to, and is written once', async () => {
  await signed({ email: 'ida@example.com', firstName: 'Ida', 'consent-0': 'on' })
  await signed({ email: 'ida@example.com', firstName: 'Ida', 'consent-0': 'on' })
  expect((await hand.persons()).map(valuesOf)).toStrictEqual([
    { email: 'ida@example.com', firstName: 'Ida' },
  ])
  expect(await consents()).toStrictEqual([
    {
      email: 'ida@example.com',
      channel: 'email',
      state: 'granted',
      source: 'page news',
      wording: 'Yes, mails',
      extra: { version: '1' },
    },
  ])
})

test('words that were changed before a link was opened were not agreed to', async () => {
  const changed = { ...form, consents: form.consents.map((each) => ({ ...each, version: '2' })) }
  await confirmSignUp(hand.scene, changed, {
    purpose: 'confirm',
    form: 'news',
    values: { email: 'ida@example.com' },
    agreed: [{ place: 0, version: '1' }],
    id: 'a',
  })
  expect(await hand.persons()).toHaveLength(1)
  expect(await consents()).toStrictEqual([])
})

test('details and wishes are changed, and only those that are others are written', async () => {
  await signed({ email: 'ida@example.com', firstName: 'Ida', 'consent-0': 'on' })
  hand.at += 1000
  await changeDetails(hand.scene, form, {
    email: 'ida@example.com',
    filled: filled({ email: 'ida@example.com', firstName: 'Ide', 'consent-1': 'on' }),
    id: 'b',
  })
  expect((await hand.persons()).map(valuesOf)).toStrictEqual([
    { email: 'ida@example.com', firstName: 'Ide' },
  ])
  const said = (await consents()).map(({ channel, state }) => [channel, state])
  expect(new Set(said)).toStrictEqual(
    new Set([
      ['email', 'granted'],
      ['email', 'withdrawn'],
      ['sms', 'granted'],
    ]),
  )
})

test('nobody takes over another person by writing their address or number', async () => {
  await signed({ email: 'ida@example.com', 'consent-0': 'on' })
  await signed({ email: 'eva@example.com', firstName: 'Eva', 'consent-0': 'on' }, 'b')
  await changeDetails(hand.scene, form, {
    email: 'eva@example.com',
    filled: filled({ email: 'ida@example.com', phone: '+4520123456', firstName: 'Eva' }),
    id: 'c',
  })
  expect(await hand.persons()).toHaveLength(2)
})

test('a page shows what records with the address say, and not those that share a number with them', async () => {
  await writeRows(hand.store, [
    {
      entity: 'customer',
      id: 'shop:1',
      row: { connection: 'shop', email: 'ida@example.com', lastName: 'Holm', phone: '+4520123456' },
    },
  ])
  await signed({ email: 'eva@example.com', phone: '+4520123456', 'consent-0': 'on' })
  expect(await hand.persons()).toHaveLength(1)
  const { profile } = (await knownByAddress(hand.scene, 'eva@example.com', undefined)) ?? {}
  expect(Object.keys(profile?.properties ?? {})).toStrictEqual(['email', 'phone'])
})

test('who unsubscribes is unsubscribed, known or not, and each time anew', async () => {
  const link = {
    purpose: 'unsubscribe',
    channel: 'email',
    address: 'ida@example.com',
    topic: 'marketing',
  } as const
  await signed({ email: 'ida@example.com', 'consent-0': 'on' })
  hand.at += 1000
  await unsubscribe(hand.scene, link, 'one click')
  hand.at += 1000
  await signed({ email: 'ida@example.com', 'consent-0': 'on' }, 'b')
  hand.at += 1000
  await unsubscribe(hand.scene, link, 'page')
  const [person] = await hand.persons()
  expect(
    person?.profile.consents.map(({ present }) => [present.state, present.source]),
  ).toStrictEqual([['withdrawn', 'page']])
  expect(person?.profile.consents[0]?.history).toHaveLength(4)
})
