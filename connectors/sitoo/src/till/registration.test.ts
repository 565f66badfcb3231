import type { JsonObject } from '@cartograph/core'
import { onlyContact } from '@cartograph/simulators/sitoo'
import { expect, test } from 'vitest'
import { jsonText } from '../testing/json-text.ts'
import { tillAt } from '../testing/till.ts'

const maja: JsonObject = {
  id: 'shop:7',
  connection: 'shop',
  email: 'maja.lind@example.com',
  phone: '+46701740605',
  firstName: 'Maja',
  lastName: 'Lind',
  createdAt: '2025-01-01T00:00:00.000Z',
}
const ove: JsonObject = {
  ...maja,
  id: 'shop:8',
  email: 'ove@example.com',
  phone: '+46701740606',
  firstName: 'Ove',
}

function errorText(body: unknown): string {
  return jsonText((body as JsonObject)['errortext'])
}

test('who is registered is found by the number at once', async () => {
  const { till } = tillAt()
  const { status, body } = await till.register({ namefirst: 'Ida', mobile: '070-174 06 99' })
  expect([status, onlyContact(await till.find('+46701740699'))]).toMatchObject([
    200,
    { contactid: body, namefirst: 'Ida', mobile: '+46701740699' },
  ])
})

test('two tills that register one number at once make one contact', async () => {
  const { till, store } = tillAt()
  const ida = { namefirst: 'Ida', mobile: '0701740699' }
  const answers = await Promise.all([
    till.register(ida),
    till.register({ ...ida, namefirst: 'Ida Marie', email: 'ida@example.com' }),
  ])
  const [one, other] = answers.map(({ body }) => body)
  expect([one === other, store.contacts.size]).toStrictEqual([true, 1])
  expect(onlyContact(await till.find('ida@example.com'))).toMatchObject({
    namefirst: 'Ida',
    mobile: '+46701740699',
  })
})

test('two tills with a number in common take turns at a lock that does not tell the number', async () => {
  const { till, locks } = tillAt()
  await till.register({ mobile: '0701740699' })
  await till.register({ mobile: '+46 70 174 06 99' })
  expect([locks[0] === locks[1], locks.join().includes('701740699')]).toStrictEqual([true, false])
})

test('who is known from the web shop gets a contact that belongs to the same person', async () => {
  const { till, store } = tillAt({ customers: [maja] })
  const { body } = await till.register({ mobile: '0701740605', company: 'Lind AB' })
  expect(store.contacts.get(jsonText(body))).toMatchObject({
    email: 'maja.lind@example.com',
    firstName: 'Maja',
    phone: '+46701740605',
  })
})

test('an e-mail address of one and a number of another are explained', async () => {
  const { till, store } = tillAt({ customers: [maja, ove] })
  const { status, body } = await till.register({
    email: 'maja.lind@example.com',
    mobile: '0701740606',
  })
  expect([status, errorText(body), store.contacts.size]).toStrictEqual([
    400,
    'The e-mail address belongs to one customer and the phone number to another. Search for each of them, and correct the one that is wrong.',
    0,
  ])
})

test('a known number with a new e-mail address may be somebody else’s, and is explained', async () => {
  const { till } = tillAt({ customers: [maja] })
  const { status, body } = await till.register({ email: 'new@example.com', mobile: '0701740605' })
  expect([status, errorText(body)]).toStrictEqual([
    400,
    'A customer with this phone number is there already, with another e-mail address. Search for the phone number, and change the e-mail address there if it is the same person.',
  ])
})

test.each([
  ['a number of another country without its code', { mobile: '0151 23456789' }, 'The phone number'],
  ['letters', { mobile: '070-MAJA' }, 'The phone number'],
  ['a part of an address', { email: 'maja@' }, 'The e-mail address'],
  ['a day that is none', { mobile: '0701740699', birthday: '1986-02-30' }, 'The birthday'],
])('%s is refused by the name of the field', async (_what, contact, field) => {
  const { till } = tillAt(
    {},
    { register: { email: 'editable', phone: 'editable', birthday: 'editable' } },
  )
  const { status, body } = await till.register(contact)
  expect([status, errorText(body).startsWith(field)]).toStrictEqual([400, true])
})

test('neither an address nor a number is refused', async () => {
  const { till } = tillAt()
  expect((await till.register({ namefirst: 'Ida' })).status).toBe(400)
})

test('what the merchant requires must be there', async () => {
  const { till } = tillAt({}, { register: { phone: 'editable', name: 'required' } })
  const { status, body } = await till.register({ mobile: '0701740699' })
  expect([status, errorText(body)]).toStrictEqual([
    400,
    'The name is missing. It is required here.',
  ])
})

test('what may not be edited is left out', async () => {
  const { till, store } = tillAt({}, { register: { phone: 'editable', name: 'shown' } })
  const { body } = await till.register({ mobile: '0701740699', namefirst: 'Ida', company: 'X' })
  const contact = store.contacts.get(jsonText(body))
  expect([contact?.firstName, contact?.company, contact?.phone]).toStrictEqual([
    undefined,
    undefined,
    '+46701740699',
  ])
})

test('registration and update have fields of their own', async () => {
  const { till, store } = tillAt(
    {},
    {
      register: { phone: 'editable' },
      update: { phone: 'editable', name: 'editable' },
    },
  )
  const id = jsonText((await till.register({ mobile: '0701740699', namefirst: 'Ida' })).body)
  const before = store.contacts.get(id)?.firstName
  await till.update(id, { namefirst: 'Ida' })
  expect([before, store.contacts.get(id)?.firstName]).toStrictEqual([undefined, 'Ida'])
})

test('an update changes what it names, and blank text clears it', async () => {
  const { till, store } = tillAt()
  const id = jsonText(
    (await till.register({ mobile: '0701740699', email: 'ida@example.com', namefirst: 'Ida' }))
      .body,
  )
  expect((await till.update(id, { email: '', namelast: 'Holm' })).body).toBe(true)
  expect(store.contacts.get(id)).toMatchObject({
    email: null,
    phone: '+46701740699',
    firstName: 'Ida',
    lastName: 'Holm',
  })
})

test('a contact keeps one way to be found', async () => {
  const { till } = tillAt()
  const id = jsonText((await till.register({ mobile: '0701740699' })).body)
  expect((await till.update(id, { mobile: '' })).status).toBe(400)
})

test('a customer whom the web shop knows is changed by the id that the search gave, more than once', async () => {
  const { till, store } = tillAt({ customers: [maja] })
  const id = jsonText(onlyContact(await till.find('0701740605'))?.['contactid'])
  await till.update(id, { namelast: 'Lind Holm' })
  await till.update(id, { company: 'Lind AB' })
  expect([store.contacts.size, onlyContact(await till.find('0701740605'))]).toMatchObject([
    1,
    { namelast: 'Lind Holm' },
  ])
})

test('an update to another customer’s number is explained', async () => {
  const { till } = tillAt({ customers: [maja] })
  const id = jsonText((await till.register({ mobile: '0701740699' })).body)
  const { status, body } = await till.update(id, { mobile: '0701740605' })
  expect([status, errorText(body)]).toStrictEqual([
    400,
    'Another customer has this phone number. Search for the phone number: it may be the same person, registered twice.',
  ])
})

test('an update of whom nobody knows is not found', async () => {
  const { till } = tillAt()
  expect((await till.update('p-gone', { namefirst: 'Ida' })).status).toBe(404)
})

const granted = { isGranted: true, at: '2026-11-25T12:00:00.000Z' }

test('an empty box of a registration is no refusal, and a ticked one is agreed to', async () => {
  const { till, store } = tillAt()
  const { body } = await till.register({
    mobile: '0701740699',
    accepts_email: true,
    accepts_sms: false,
  })
  expect(store.contacts.get(jsonText(body))?.statements).toStrictEqual({ email: granted })
})

test('a registration does not undo what was agreed to in the web shop', async () => {
  const agreed = { ...maja, consents: [{ channel: 'email', state: 'granted' }] }
  const { till, store } = tillAt({ customers: [agreed] })
  const { body } = await till.register({ mobile: '0701740605', accepts_email: false })
  expect(store.contacts.get(jsonText(body))?.statements).toStrictEqual({})
})

test('a tick that is taken off is a refusal, and boxes that stay as they were say nothing', async () => {
  const agreed = { ...maja, consents: [{ channel: 'email', state: 'granted' }] }
  const { till, store } = tillAt({ customers: [agreed] })
  await till.update('p-shop:7', { accepts_email: true, accepts_sms: false, company: 'X' })
  const [before] = [...store.contacts.values()]
  await till.update('p-shop:7', { accepts_email: false, accepts_sms: false })
  const [after] = [...store.contacts.values()]
  expect([before?.statements, after?.statements]).toStrictEqual([
    {},
    { email: { ...granted, isGranted: false } },
  ])
})

test('a body that is no contact is refused', async () => {
  const { till, store } = tillAt()
  const { status } = await till.register({ email: 5 })
  expect([status, store.contacts.size]).toStrictEqual([400, 0])
})
