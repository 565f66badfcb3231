import { faultOf } from '@cartograph/core'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { openStore, type Store } from '../../store/index.ts'
import { newStorePlace, type StorePlace } from '../../testing/test-stores.ts'
import { personIdOf } from '../identity/member.ts'
import { writeRows, type WrittenRow } from '../testing/commerce-rows.ts'
import { forgetDecisions, mergePersons, splitPerson } from './decide.ts'
import { explainPerson } from './explain-person.ts'
import { followCustomers } from './follow.ts'
import { personsAfter } from './person.ts'

const { signal } = new AbortController()
const [shop, till, mail] = ['customer/shop:1', 'customer/till:9', 'customer/mail:7']
const staff = { by: { kind: 'command', user: 'lone' } as const, now: () => 7 }

let where: StorePlace
let store: Store
beforeEach(async () => {
  where = await newStorePlace()
  store = await openStore({ store: where.address, organisation: 'nordlys' })
  await writeRows(store, [
    customer('shop:1', 'ida@example.com', 1),
    customer('till:9', 'ida@example.com', 2),
    customer('mail:7', 'other@example.com', 3),
  ])
  await followCustomers(store, { signal })
})
afterEach(async () => {
  await store.close()
  await where.remove()
})

function customer(id: string, email: string, day: number): WrittenRow {
  const createdAt = `2026-01-0${day}T00:00:00.000Z`
  return { entity: 'customer', id, row: { connection: id.split(':')[0] ?? '', email, createdAt } }
}

async function members(): Promise<readonly (readonly string[])[]> {
  const persons = await store.read((dialect, org) => personsAfter(dialect, org, '', 10))
  return persons
    .map((person) => person.members)
    .toSorted(([one = ''], [other = '']) => (one < other ? -1 : 1))
}

test('staff make one person of two, and it stays so when records change', async () => {
  await mergePersons(store, [personIdOf(shop), personIdOf(mail)], staff)
  expect(await members()).toStrictEqual([[shop, till, mail]])
  await writeRows(store, [customer('mail:7', 'third@example.com', 3)])
  await followCustomers(store, { signal })
  expect(await members()).toStrictEqual([[shop, till, mail]])
})

test('staff take a record out, and the rules do not bring it back', async () => {
  const persons = await splitPerson(store, personIdOf(shop), [till], staff)
  expect(persons.map((person) => person.members)).toStrictEqual([[shop], [till]])
  await writeRows(store, [customer('till:9', 'IDA@example.com', 2)])
  await followCustomers(store, { signal })
  expect(await members()).toStrictEqual([[mail], [shop], [till]])
})

test('what staff said survives that everything is computed anew', async () => {
  await splitPerson(store, personIdOf(shop), [till], staff)
  await writeRows(store, [
    { entity: 'store', id: 'shop:s', row: { connection: 'shop', country: 'DK' } },
  ])
  const { rebuilt } = await followCustomers(store, { signal })
  expect(rebuilt).toBe(true)
  expect(await members()).toStrictEqual([[mail], [shop], [till]])
})

test('a merge that is undone leaves the persons as they were', async () => {
  const before = await store.read((dialect, org) => personsAfter(dialect, org, '', 10))
  await mergePersons(store, [personIdOf(shop), personIdOf(mail)], staff)
  expect(await forgetDecisions(store, personIdOf(shop), staff)).toBe(1)
  const after = await store.read((dialect, org) => personsAfter(dialect, org, '', 10))
  expect(after).toStrictEqual(before)
})

test('who is merged again after a split is one person again', async () => {
  await splitPerson(store, personIdOf(shop), [till], staff)
  const person = await mergePersons(store, [personIdOf(shop), personIdOf(till)], staff)
  expect(person.members).toStrictEqual([shop, till])
})

test('the word of staff is what explains a person', async () => {
  await mergePersons(store, [personIdOf(shop), personIdOf(mail)], staff)
  await splitPerson(store, personIdOf(shop), [till], staff)
  const explanation = await store.read((dialect, org) =>
    explainPerson(dialect, org, personIdOf(mail)),
  )
  expect(explanation).toMatchObject({
    person: { members: [shop, mail] },
    joins: [{ member: mail, path: [{ from: shop, to: mail, by: 'staff' }] }],
    refusals: [
      { from: shop, to: till, by: 'email', shared: 'email:ida@example.com', because: 'staff' },
    ],
  })
})

async function refusal(work: Promise<unknown>): Promise<string> {
  return work.then(
    () => '',
    (error: unknown) => faultOf(error).message,
  )
}

test('what cannot be done is refused in words', async () => {
  const one = personIdOf(shop)
  expect(await refusal(mergePersons(store, [one, personIdOf(till)], staff))).toBe(
    'These are one person already.',
  )
  expect(await refusal(mergePersons(store, [one, 'nobody'], staff))).toBe(
    'There is no person nobody.',
  )
  expect(await refusal(splitPerson(store, one, [mail], staff))).toBe(
    'Not all of these records are the person’s.',
  )
  expect(await refusal(splitPerson(store, one, [shop, till], staff))).toBe(
    'Some records must go and some must stay.',
  )
})
