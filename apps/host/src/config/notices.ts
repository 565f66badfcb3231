import { fault, nearest, type JsonObject } from '@cartograph/core'
import type * as z from 'zod'
import type { Path } from './document.ts'
import { entriesOf } from './environment.ts'
import { checkMetric } from './named-figures.ts'
import { choice } from './naming.ts'
import {
  alertShape,
  digestShape,
  insightsShape,
  quotaShape,
  type AlertShape,
  type DigestShape,
} from './notice-shape.ts'
import type {
  Alert,
  AlertCondition,
  Digest,
  InsightSettings,
  NoticeTarget,
  QuotaSettings,
} from './notice-settings.ts'
import type { ReadConnection, Reading } from './reading.ts'

export interface ReadNotices {
  readonly alerts?: ReadonlyMap<string, Alert>
  readonly digests?: ReadonlyMap<string, Digest>
  readonly insights?: InsightSettings
  readonly quota?: QuotaSettings
}

/** What the file says of alerts, digests, insights and the quota; what is wrong in their shapes has been reported by then. */
export function readNotices(
  root: Readonly<Record<string, unknown>>,
  connections: ReadonlyMap<string, ReadConnection>,
  reading: Reading,
): ReadNotices {
  const insights = insightsShape.safeParse(root['insights'])
  const quota = quotaShape.safeParse(root['quota'])
  const read = <Shape extends AlertShape | DigestShape, Made>(
    name: 'alerts' | 'digests',
    shape: { safeParse(value: unknown): z.ZodSafeParseResult<Shape> },
    make: (id: string, value: Shape) => Made,
  ): ReadonlyMap<string, Made> => {
    const made = new Map<string, Made>()
    for (const [id, entry] of entriesOf(root[name])) {
      const parsed = shape.safeParse(entry)
      if (!parsed.success) continue
      checkTargets(parsed.data, [name, id, 'to'], connections, reading)
      if ('metric' in parsed.data) checkMetric(parsed.data.metric, [name, id, 'metric'], reading)
      made.set(id, make(id, parsed.data))
    }
    return made
  }
  const alerts = read('alerts', alertShape, alertOf)
  const digests = read('digests', digestShape, digestOf)
  return {
    ...(alerts.size > 0 && { alerts }),
    ...(digests.size > 0 && { digests }),
    ...(insights.success && { insights: insights.data as InsightSettings }),
    ...(quota.success && { quota: quota.data as QuotaSettings }),
  }
}

/** Connections and actions that are named have to be there. */
export function checkTargets(
  { to }: Pick<DigestShape, 'to'>,
  path: Path,
  connections: ReadonlyMap<string, ReadConnection>,
  { document, problems }: Reading,
): void {
  for (const [index, { action: named }] of to.entries()) {
    const { connection, action } = placeOf(named)
    const read = connections.get(connection)
    const ids = [...connections.keys()]
    const actions = read?.parts === undefined ? undefined : Object.keys(read.parts.actions ?? {})
    const at = [...path, index, 'action']
    if (read === undefined)
      problems.add(document, at, {
        message: `there is no connection "${connection}"${choice(nearest(connection, ids), ids)}`,
      })
    else if (actions !== undefined && !actions.includes(action))
      problems.add(document, at, {
        message: `${connection} has no action "${action}"${choice(nearest(action, actions), actions)}`,
      })
  }
}

/**
 * An alert from outside.
 *
 * @throws a `config` fault that says what is wrong with it.
 */
export function parseAlert(id: string, value: unknown): Alert {
  return alertOf(id, parsedBy(alertShape, value, 'alert'))
}

/** The same for a digest. */
export function parseDigest(id: string, value: unknown): Digest {
  return digestOf(id, parsedBy(digestShape, value, 'digest'))
}

function parsedBy<Shape>(
  shape: { safeParse(value: unknown): z.ZodSafeParseResult<Shape> },
  value: unknown,
  what: 'alert' | 'digest',
): Shape {
  const parsed = shape.safeParse(value)
  if (parsed.success) return parsed.data
  const [issue] = parsed.error.issues
  const place = issue === undefined || issue.path.length === 0 ? '' : `${issue.path.join('.')}: `
  throw fault({
    kind: 'config',
    message: `The ${what} is not understood: ${place}${issue?.message ?? 'it has another form'}.`,
    hint: `docs/analytics/${what === 'alert' ? 'alerts' : 'insights'}.md shows one.`,
  })
}

const unitMs: Readonly<Record<string, number>> = { s: 1000, m: 60_000, h: 3_600_000, d: 86_400_000 }
const conditions: readonly AlertCondition[] = ['above', 'below', 'rises', 'falls']

function alertOf(id: string, shape: AlertShape): Alert {
  const { metric, over = 'day', hysteresis = 0.05, quiet = '1d', stores = [], language, to } = shape
  const condition = conditions.find((each) => shape[each] !== undefined) ?? 'above'
  return {
    id,
    metric,
    over,
    condition,
    limit: String(shape[condition]),
    hysteresis,
    quietMs: Number(quiet.slice(0, -1)) * (unitMs[quiet.slice(-1)] ?? 0),
    stores,
    ...(language !== undefined && { language }),
    to: to.map(targetOf),
  }
}

function digestOf(id: string, shape: DigestShape): Digest {
  const { every, at = '07:00', to, language, stores = [], items = 5 } = shape
  return {
    id,
    every,
    at,
    to: to.map(targetOf),
    ...(language !== undefined && { language }),
    stores,
    items,
  }
}

export function targetOf({ action: named, mail, input }: DigestShape['to'][number]): NoticeTarget {
  const usual: JsonObject =
    mail === undefined ? { text: '{text}' } : { to: mail, subject: '{subject}', text: '{text}' }
  return { ...placeOf(named), input: input ?? usual }
}

function placeOf(named: string): { readonly connection: string; readonly action: string } {
  const dot = named.indexOf('.')
  return { connection: named.slice(0, dot), action: named.slice(dot + 1) }
}
