import { fault, type Fault } from '@cartograph/core'

/** Where a connector may go. */
export interface Egress {
  readonly connector: string
  readonly hosts: readonly string[]
}

type Asked = NonNullable<Fault['request']>

/** @throws a `contract` fault for a host that the connector does not declare. */
export function checkHost({ connector, hosts }: Egress, url: URL, request: Asked): void {
  if ((url.protocol === 'https:' || url.protocol === 'http:') && hosts.includes(url.host)) return
  throw fault({
    kind: 'contract',
    message: `${connector} asked for the host ${url.host}, which it does not declare.`,
    request,
  })
}

export const redirects: ReadonlySet<number> = new Set([301, 302, 303, 307, 308])
/** More than that is a circle. */
const mostHops = 5

/**
 * Where a redirect leads, if it may be followed: only reading requests, only to declared hosts, never from https to http.
 *
 * @throws a `config` fault that names the target for any other.
 */
export function followed(
  egress: Egress,
  hop: {
    readonly from: URL
    readonly location: string
    readonly method: string
    readonly hops: number
  },
  request: Asked,
): URL {
  const { from, location, method, hops } = hop
  const to = URL.parse(location, from.href)
  const refuse = (why: string, hint: string) =>
    fault({
      kind: 'config',
      message: `${from.host} redirects to ${to?.origin ?? 'an address that is none'}, ${why}.`,
      hint,
      request,
    })
  const change = `If that is the right address, write ${to?.origin ?? 'it'} in the settings of the connection.`
  if (to === null) throw refuse('and cannot be followed', 'Report it to the vendor.')
  if (method !== 'GET' && method !== 'HEAD')
    throw refuse(`and a ${method} request is not sent to another address`, change)
  if (from.protocol === 'https:' && to.protocol !== 'https:')
    throw refuse(
      'which is not encrypted',
      'Report it to the vendor: its API leads from https to http.',
    )
  if (!egress.hosts.includes(to.host))
    throw refuse(`which ${egress.connector} does not declare`, change)
  if (hops >= mostHops)
    throw refuse(
      `after ${mostHops} redirects, which is likely a circle`,
      'Report it to the vendor.',
    )
  return to
}

const credentialHeaders = ['authorization', 'cookie', 'proxy-authorization']

/** Headers for another host than the one that they were written for: without anything secret. */
export function withoutCredentials(headers: Headers, redact: (text: string) => string): Headers {
  const kept = new Headers(headers)
  for (const name of credentialHeaders) kept.delete(name)
  for (const [name, value] of headers) if (redact(value) !== value) kept.delete(name)
  return kept
}
