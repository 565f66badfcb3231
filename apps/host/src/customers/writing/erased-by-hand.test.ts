import { faultOf } from '@cartograph/core'
import { afterEach, beforeEach, expect, test } from 'vitest'
import type { Configuration } from '../../config/index.ts'
import { takeBuyersDue } from '../../store/index.ts'
import { openLines } from '../../connections/index.ts'
import { erasePerson } from '../erasure/erase-person.ts'
import { handScene, type HandScene } from '../testing/hand-scene.ts'
import { createWish, eventsWish } from '../../wishes/index.ts'
import { writeConsents } from './write-consents.ts'
import { createCustomer, editCustomer } from './write-customer.ts'
import { writeEvents } from './write-events.ts'

let hand: HandScene
beforeEach(async () => {
  hand = await handScene()
})
afterEach(() => hand.close())

const wish = createWish.parse({ properties: { email: 'ida@example.com', firstName: 'Ida' } })
const create = (key: string) => createCustomer(hand.scene, wish, { key })

async function erase(person: string) {
  const { store } = hand
  const configuration: Configuration = {
    file: 'cartograph.yaml',
    folder: '.',
    organisation: 'nordlys',
    store: '',
    connections: new Map(),
    deliveries: new Map(),
  }
  const options = {
    by: { kind: 'command' },
    signal: new AbortController().signal,
    now: () => hand.at,
  } as const
  const first = await erasePerson({ store, configuration, lines: openLines() }, person, options)
  // Figures follow persons; what they note of somebody goes with their next look, and then it is done.
  await store.write(function* (dialect, org) {
    yield* takeBuyersDue(dialect, org, 100)
  })
  const second = await erasePerson(
    { store, configuration, lines: openLines() },
    first.person,
    options,
  )
  const { left, ok } = second
  return { removed: first.removed, vendors: first.vendors, left, ok }
}

test('of a person who was written by hand nothing is left, and no repeat brings them back', async () => {
  const { person } = await create('a')
  await editCustomer(hand.scene, person, { properties: { lastName: 'Holm' } }, { key: 'b' })
  const consents = [{ channel: 'email', state: 'granted' }] as const
  await writeConsents(hand.scene, person, { consents: [...consents] }, { key: 'c' })
  const visit = { type: 'store.visited', customer: { email: 'ida@example.com' } }
  await writeEvents(hand.scene, eventsWish.parse({ events: [visit] }), { key: 'd' })
  expect(await erase(person)).toStrictEqual({
    removed: { customer: 1, consent: 1, event: 1 },
    vendors: [],
    left: [],
    ok: true,
  })
  expect(await create('a').catch((error: unknown) => faultOf(error))).toMatchObject({
    kind: 'conflict',
    message: 'What this names was erased or is being erased, and nothing of it is kept.',
  })
  expect(await hand.persons()).toStrictEqual([])
})

test('who is written anew after that is there again', async () => {
  const { person } = await create('a')
  await erase(person)
  await create('b')
  expect(await hand.persons()).toHaveLength(1)
})
