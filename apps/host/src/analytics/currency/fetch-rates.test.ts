import { faultOf } from '@cartograph/core'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { openStore, rateSpans, type Store } from '../../store/index.ts'
import { newStorePlace, type StorePlace } from '../../testing/test-stores.ts'
import { dayOf, dayText } from '../calendar/day.ts'
import { fetchRates, type FetchFile } from './fetch-rates.ts'
import { euroRate } from './rate-table.ts'
import { keepRates, storedRates } from './stored-rates.ts'
import { uploadedRates, uploadSource } from './uploaded-rates.ts'

let where: StorePlace
let store: Store
beforeEach(async () => {
  where = await newStorePlace()
  store = await openStore({ store: where.address, organisation: 'nordlys' })
})
afterEach(async () => {
  await store.close()
  await where.remove()
})

const { signal } = new AbortController()
const base = 'https://www.ecb.europa.eu/stats/eurofxref/'

function file(...days: readonly (readonly [day: string, rate: string])[]): string {
  const cubes = days.map(
    ([day, rate]) => `<Cube time="${day}"><Cube currency="SEK" rate="${rate}"/></Cube>`,
  )
  return `<Envelope><Cube>${cubes.join('')}</Cube></Envelope>`
}

/** A bank that answers with these files, and notes what it was asked for. */
function bank(answer: () => Response | Promise<Response>) {
  const asked: string[] = []
  const fetch: FetchFile = async (url, { redirect }) => {
    asked.push(`${url} ${redirect ?? ''}`)
    return answer()
  }
  return { asked, fetch }
}

async function fetchedOn(day: string, answer: string | (() => Response | Promise<Response>)) {
  const { asked, fetch } = bank(typeof answer === 'string' ? () => new Response(answer) : answer)
  const now = () => Date.parse(`${day}T17:00:00Z`)
  const found = await fetchRates(store, { signal, now, fetch })
  return { asked, found }
}

test('the first time all days are asked for, later the ninety days or the one that are missing', async () => {
  const first = await fetchedOn('2026-11-20', file(['1999-01-04', '9.4696'], ['2026-11-19', '11']))
  const later = await fetchedOn('2026-11-24', file(['2026-11-20', '11.1'], ['2026-11-23', '11.2']))
  const next = await fetchedOn('2026-11-24', file(['2026-11-24', '11.3']))
  expect([first, later, next].map(({ asked }) => asked[0])).toStrictEqual([
    `${base}eurofxref-hist.xml error`,
    `${base}eurofxref-hist-90d.xml error`,
    `${base}eurofxref-daily.xml error`,
  ])
  expect(dayText(next.found.lastDay)).toBe('2026-11-24')
  expect(await store.read(rateSpans)).toStrictEqual([
    { currency: 'SEK', source: 'ECB', days: 5, from: dayOf('1999-01-04'), to: dayOf('2026-11-24') },
  ])
})

test('a bank that cannot be reached, answers otherwise or sends no rates is a fault, and what is stored stays', async () => {
  await fetchedOn('2026-11-20', file(['2026-11-20', '11']))
  const answers = [
    () => Promise.reject(new TypeError('fetch failed')),
    () => new Response('', { status: 503 }),
    () => new Response('<html>Not found</html>'),
    () => new Response(new Uint8Array(1_000_001)),
  ]
  const kinds: string[] = []
  for (const answer of answers)
    await fetchedOn('2026-11-21', answer).catch((error: unknown) => kinds.push(faultOf(error).kind))
  expect(kinds).toStrictEqual(['transient', 'transient', 'record', 'transient'])
  expect(await store.read(rateSpans)).toMatchObject([{ days: 1 }])
})

test('what is uploaded wins over the bank, also where the bank says it later', async () => {
  const day = dayOf('2026-11-20')
  const uploaded = uploadedRates('day,currency,rate\n2026-11-20,SEK,12.5\n')
  await store.write((dialect, org) => keepRates(dialect, org, uploaded, uploadSource))
  await fetchedOn('2026-11-20', file(['2026-11-20', '11'], ['2026-11-19', '10.9']))
  const rates = await store.read((dialect, org) =>
    storedRates(dialect, org, ['SEK'], { from: day, to: day }),
  )
  expect([day, day - 1].map((each) => euroRate(rates, 'SEK', each)?.toString())).toStrictEqual([
    '12.5',
    '10.9',
  ])
})

test('days before the first rate that is asked for still have the last earlier one', async () => {
  const friday = dayOf('2026-11-20')
  await fetchedOn('2026-11-20', file(['2026-11-20', '11']))
  const sunday = await store.read((dialect, org) =>
    storedRates(dialect, org, ['SEK', 'USD'], { from: friday + 2, to: friday + 2 }),
  )
  expect(euroRate(sunday, 'SEK', friday + 2)?.toString()).toBe('11')
})
