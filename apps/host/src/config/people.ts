import type { Path } from './document.ts'
import { mailOf } from './page-mail.ts'
import { peopleShape } from './people-shape.ts'
import { defaultPeople, type PeopleSettings } from './people-settings.ts'
import type { ReadConnection, Reading } from './reading.ts'
import { writtenLengthMs } from './written-length.ts'

const at: Path = ['people']

/** How people sign in, as the file says; a wrong shape has been reported by then. */
export function readPeople(
  value: unknown,
  connections: ReadonlyMap<string, ReadConnection>,
  url: string | undefined,
  reading: Reading,
): PeopleSettings | undefined {
  const shape = peopleShape.safeParse(value ?? undefined).data
  if (shape === undefined) return undefined
  const { session, mail, oidc } = shape
  const { document, problems } = reading
  if (url === undefined && (mail !== undefined || oidc !== undefined))
    problems.add(document, mail === undefined ? [...at, 'oidc'] : [...at, 'mail'], {
      part: 'key',
      message: 'people come back by links, and nothing says where they lead',
      hint: 'Set `host: { url: … }` to the address that this host is reached by.',
    })
  return {
    sessionMs: session === undefined ? defaultPeople.sessionMs : writtenLengthMs(session),
    ...(mail !== undefined && { mail: mailOf(mail, [...at, 'mail'], connections, reading) }),
    ...(oidc !== undefined && { service: { ...oidc, name: oidc.name ?? 'SSO' } }),
  }
}
