import type * as z from 'zod'
import type { HostSettings, MetricsSettings } from './configuration.ts'
import type { Reading } from './reading.ts'
import { isPlainObject } from './environment.ts'
import { configurationShape } from './shape.ts'

const shape = configurationShape.shape.host
const metricsShape = shape.unwrap().unwrap().shape.metrics.unwrap().unwrap()

/** What the file says about the host; what is wrong in its shape has been reported by then. */
export function hostOf(value: unknown, reading: Reading): HostSettings | undefined {
  const parsed = shape.safeParse(value)
  if (!parsed.success || parsed.data === undefined || parsed.data === null) return undefined
  const { url, address, port, support, log, metrics, egress } = parsed.data
  const reached = url === undefined ? undefined : publicUrl(url, reading)
  return {
    ...(reached !== undefined && { url: reached }),
    ...(address !== undefined && { address }),
    ...(port !== undefined && { port }),
    ...(support !== undefined && { support }),
    ...(log?.level !== undefined && { logLevel: log.level }),
    ...(metrics !== undefined && metrics !== null && { metrics: metricsOf(metrics) }),
    ...(egress?.private !== undefined && { openAddresses: egress.private }),
  }
}

/** Ranges of private addresses that a file opens for its connections. */
export function openAddressesOf(root: unknown): readonly string[] {
  const parsed = shape.safeParse(isPlainObject(root) ? root['host'] : undefined)
  return parsed.data?.egress?.private ?? []
}

function metricsOf({ token, address, port }: z.infer<typeof metricsShape>): MetricsSettings {
  return {
    ...(token !== undefined && { token }),
    ...(address !== undefined && { address }),
    ...(port !== undefined && { port }),
  }
}

function publicUrl(text: string, { document, problems }: Reading): string | undefined {
  const url = URL.canParse(text) ? new URL(text) : undefined
  const isPlain =
    url !== undefined &&
    ['http:', 'https:'].includes(url.protocol) &&
    url.username === '' &&
    url.password === '' &&
    url.search === '' &&
    url.hash === ''
  if (isPlain) return url.href.replace(/\/+$/, '')
  problems.add(document, ['host', 'url'], {
    message: 'is no public address; expected one such as "https://data.shop.example"',
    hint: 'Scheme, host and, where needed, a path; no user, query or fragment.',
  })
  return undefined
}
