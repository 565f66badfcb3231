import { onTestFinished } from 'vitest'
import { defaultPeople, type PeopleSettings } from '../../config/index.ts'
import { openStore, type Store } from '../../store/index.ts'
import { newStorePlace } from '../../testing/test-stores.ts'
import { offerSetup, openPeople, setUp, type People, type SignInRequest } from '../index.ts'

export const password = 'correct horse battery'

/** An installation with people, and what is asked of it in tests. */
export interface PeopleWorld {
  readonly store: Store
  readonly people: People
  /** What was mailed for another password: address and token. */
  readonly mails: readonly (readonly [email: string, token: string])[]
  /** Makes Ida the first owner; her id. */
  readonly begin: () => Promise<string>
  readonly ask: (path: string, body?: object, more?: Partial<SignInRequest>) => Promise<Response>
  /** The cookie of a new session. */
  readonly enter: (email?: string, secret?: string) => Promise<string>
}

export async function peopleWorld(settings: Partial<PeopleSettings> = {}): Promise<PeopleWorld> {
  const place = await newStorePlace()
  const store = await openStore({ store: place.address, organisation: 'nordlys' })
  onTestFinished(async () => {
    await store.close()
    await place.remove()
  })
  const mails: (readonly [string, string])[] = []
  const people = openPeople({
    store,
    now: Date.now,
    url: 'https://data.example',
    settings: { ...defaultPeople, ...settings },
    mailReset: async (email, token) => {
      mails.push([email, token])
    },
  })
  const ask: PeopleWorld['ask'] = (path, body, more = {}) =>
    people.ask({
      method: body === undefined ? 'GET' : 'POST',
      path,
      ...(body !== undefined && { body }),
      cookie: undefined,
      address: '192.0.2.7',
      browser: 'Browser 1',
      ...more,
    })
  return {
    store,
    people,
    mails,
    ask,
    begin: async () => {
      const code = (await offerSetup(store, Date.now())) ?? ''
      const passwordHash = await people.hashOf(password)
      const owner = { code, name: 'Ida', email: 'Ida@example.com', passwordHash }
      const made = await setUp(store, owner, Date.now())
      if (typeof made === 'string') throw new Error(`The set-up ended: ${made}.`)
      return made.id
    },
    enter: async (email = 'ida@example.com', secret = password) => {
      const answer = await ask('/sign-in/email', { email, password: secret })
      if (!answer.ok) throw new Error(`Nobody was signed in: ${answer.status}.`)
      return cookiesOf(answer)
    },
  }
}

/** What a browser sends after an answer, by the cookies that it sets. */
export function cookiesOf({ headers }: Response, before = ''): string {
  const jar = new Map(pairs(before.split('; ').filter((each) => each !== '')))
  for (const line of headers.getSetCookie()) {
    const [[name, value]] = pairs([line.split(';')[0] ?? '']) as [[string, string]]
    if (/;\s*max-age=0/i.test(line)) jar.delete(name)
    else jar.set(name, value)
  }
  return [...jar].map(([name, value]) => `${name}=${value}`).join('; ')
}

function pairs(texts: readonly string[]): readonly (readonly [string, string])[] {
  return texts.map((text) => {
    const at = text.indexOf('=')
    return [text.slice(0, at), text.slice(at + 1)]
  })
}
