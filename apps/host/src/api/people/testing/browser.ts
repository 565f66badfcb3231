import type { Hono } from 'hono'
import { offerSetup } from '../../../people/index.ts'
import { cookiesOf } from '../../../people/testing/people-world.ts'
import {
  scriptedHost,
  type ScriptedHost,
  type ScriptedHostOptions,
} from '../../../testing/scripted-host.ts'

export const origin = 'https://data.example'
export const password = 'correct horse battery'

/** A browser on a page of the host: it keeps cookies, and says where its page is from. */
export interface Browser {
  readonly ask: (
    method: string,
    path: string,
    body?: object,
    headers?: Readonly<Record<string, string>>,
  ) => Promise<Response>
  /** What it would send now. */
  readonly cookie: () => string
}

export function browserOn(app: Hono, cookie = ''): Browser {
  let jar = cookie
  return {
    ask: async (method, path, body, headers = {}) => {
      const sent = body === undefined ? {} : { body: JSON.stringify(body) }
      const own = {
        cookie: jar,
        'user-agent': 'Browser 1',
        ...(method !== 'GET' && { origin }),
      } as const
      const answer = await app.request(`${origin}${path}`, {
        method,
        headers: given({ ...own, ...headers }),
        ...sent,
      })
      jar = cookiesOf(answer, jar)
      return answer
    },
    cookie: () => jar,
  }
}

/** Those that are not empty, which a browser would not send. */
function given(headers: Readonly<Record<string, string>>): Record<string, string> {
  return Object.fromEntries(Object.entries(headers).filter(([, value]) => value !== ''))
}

export interface PeopleHost extends ScriptedHost {
  /** Of Ida, who is the first owner and signed in. */
  readonly ida: Browser
  /** Somebody else, made by an invitation and signed in. */
  readonly join: (name: string, role: string) => Promise<Browser>
}

/** A host with a first owner. */
export async function peopleHost(options: Partial<ScriptedHostOptions> = {}): Promise<PeopleHost> {
  const host = await scriptedHost({ connections: [], ...options })
  const ida = browserOn(host.app)
  const code = await offerSetup(host.installation.store, (options.now ?? Date.now)())
  const first = { code, name: 'Ida', email: 'ida@example.com', password }
  const made = await ida.ask('POST', '/api/setup', first)
  if (made.status !== 201) throw new Error(`The set-up ended with ${made.status}.`)
  return {
    ...host,
    ida,
    join: async (name, role) => {
      const token = await invited(ida, `${name.toLowerCase()}@example.com`, role)
      const browser = browserOn(host.app)
      const joined = await browser.ask('POST', '/api/invitations/accept', { token, name, password })
      if (joined.status !== 200) throw new Error(`${name} did not join: ${joined.status}.`)
      return browser
    },
  }
}

/** What the link of a new invitation holds. */
export async function invited(by: Browser, email: string, role: string): Promise<string> {
  const answer = await by.ask('POST', '/api/people/invitations', { email, role })
  const { link } = (await answer.json()) as { readonly link: string }
  return link.slice(link.indexOf('#') + 1)
}

/** Status and detail of a problem. */
export async function problemIn(answer: Response): Promise<readonly [number, unknown]> {
  const { detail } = (await answer.json()) as { readonly detail?: unknown }
  return [answer.status, detail]
}
