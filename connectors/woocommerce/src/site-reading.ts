import { fault, isFault, type Context, type Fault } from '@cartograph/core'
import { answerFault, vendorErrorOf } from './faults.ts'
import type { Settings } from './settings.ts'
import { askSiteIndex, siteIndex, type SiteIndex } from './site.ts'

/**
 * The index of the site, or `null` where a plugin shows it to nobody without a log-in.
 *
 * @throws a fault that says why there is none.
 */
export async function readSite(context: Context<Settings>): Promise<SiteIndex | null> {
  const response = await askSiteIndex(context).catch((error: unknown) => {
    throw unreachable(error)
  })
  const text = await response.text()
  const json = parsed(text)
  const site = siteIndex.safeParse(json)
  if (response.ok && site.success) return site.data
  const answer = {
    status: response.status,
    text,
    json,
    headers: Object.fromEntries(response.headers),
    method: 'GET',
    route: '/wp-json/',
  }
  if ((response.ok || response.status === 404) && (await answersPlainly(context)))
    throw fault({
      kind: 'config',
      message: 'WordPress has plain permalinks, with which the API takes no key.',
      hint: 'In WordPress, Settings, Permalinks: choose anything but Plain, and save.',
      request: { method: 'GET', route: '/wp-json/', status: response.status },
    })
  const isClosed = response.status === 401 || response.status === 403
  if (isClosed && vendorErrorOf({ json }) !== undefined) return null
  throw answerFault(answer)
}

/** Whether the index answers at the address that needs no permalinks. */
async function answersPlainly(context: Context<Settings>): Promise<boolean> {
  const response = await askSiteIndex(context, 'query')
  return response.ok && siteIndex.safeParse(parsed(await response.text())).success
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text) as unknown
  } catch {
    return undefined
  }
}

const untrusted = new Set([
  'CERT_HAS_EXPIRED',
  'DEPTH_ZERO_SELF_SIGNED_CERT',
  'ERR_TLS_CERT_ALTNAME_INVALID',
  'SELF_SIGNED_CERT_IN_CHAIN',
  'UNABLE_TO_GET_ISSUER_CERT_LOCALLY',
  'UNABLE_TO_VERIFY_LEAF_SIGNATURE',
])

/** What lies behind a request that got no answer: the codes of Node are in the causes of the error. */
function unreachable(error: unknown): unknown {
  const code = causes(error).find((one) => one !== undefined)
  if (code !== undefined && untrusted.has(code))
    return fault({
      kind: 'config',
      message: `The certificate of the shop is not trusted (${code}).`,
      hint: 'It may have expired, be made by the shop itself, or lack the certificates in between. Ask the host to mend it; browsers may hide what is wrong.',
      path: ['url'],
    })
  if (code === 'ENOTFOUND')
    return fault({
      kind: 'config',
      message: 'There is no such address: its name is not known.',
      hint: 'Compare `url` with the address in a browser, letter by letter.',
      path: ['url'],
    })
  if (!isFault(error)) return error
  const { kind, message, hint, request, scope }: Fault = error
  return fault({
    kind,
    message,
    hint:
      hint ??
      'Does the shop open in a browser? It may be down, or its firewall may refuse this machine.',
    ...(request !== undefined && { request }),
    ...(scope !== undefined && { scope }),
  })
}

function causes(error: unknown): readonly (string | undefined)[] {
  if (!(error instanceof Error)) return []
  const code = 'code' in error && typeof error.code === 'string' ? error.code : undefined
  return [code, ...causes(error.cause)]
}
