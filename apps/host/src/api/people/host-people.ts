import { defaultPeople } from '../../config/index.ts'
import { openPeople, type People } from '../../people/index.ts'
import type { Host } from '../../work/index.ts'
import { linkTo, mailPerson } from './people-mail.ts'

/** The people of a host, and where they reach it. */
export function hostPeople(
  host: Host,
  address: string,
): { readonly people: People; readonly url: string } {
  const { configuration, store, now } = host
  const name = address.includes(':') ? `[${address}]` : address
  const url = configuration.host?.url ?? `http://${name}:${configuration.host?.port ?? usualPort}`
  const people = openPeople({
    store,
    now,
    url,
    settings: configuration.people ?? defaultPeople,
    mailReset: async (email, token) => {
      const link = linkTo(url, 'reset-password', token)
      const text = `With this link you choose another password. It is good for an hour:\n\n${link}\n\nIf you did not ask for it, do nothing.`
      await mailPerson(host, { email, subject: 'Another password', text, link })
    },
  })
  return { people, url }
}

const usualPort = 4700
