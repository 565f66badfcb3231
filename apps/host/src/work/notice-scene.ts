import {
  findInsights,
  openFigures,
  storeClock,
  type FiguresDoor,
  type InsightScene,
} from '../analytics/index.ts'
import {
  parseAlert,
  parseDigest,
  rowSources,
  type Alert,
  type Configuration,
  type Digest,
} from '../config/index.ts'
import { isFollowed } from '../customers/index.ts'
import { ownNotices, type Store } from '../store/index.ts'

export interface NoticeInstallation {
  readonly store: Store
  readonly configuration: Configuration
  readonly now: () => number
}

/** What insights, digests and alerts are computed from. */
export function insightScene(
  installation: NoticeInstallation,
  { stores, signal }: { readonly stores: readonly string[]; readonly signal: AbortSignal },
): InsightScene {
  const { store, configuration, now } = installation
  return {
    store,
    configuration,
    figures: noticeFigures(installation),
    ...(configuration.currency !== undefined && { currency: configuration.currency }),
    stores,
    now: now(),
    signal,
  }
}

export function noticeFigures({ store, configuration, now }: NoticeInstallation): FiguresDoor {
  return openFigures({
    store,
    connections: rowSources(configuration),
    zoneOf: (connection) => configuration.connections.get(connection)?.timeZone,
    now,
    personsAreCurrent: isFollowed,
  })
}

/** The day that it is for the organisation. */
export function organisationDay({ configuration, now }: Omit<NoticeInstallation, 'store'>): number {
  return storeClock(zoneOf(configuration))(now()).day
}

export function zoneOf({ timeZone, connections }: Configuration): string {
  const [first] = connections.values()
  return timeZone ?? first?.timeZone ?? 'UTC'
}

/** Alerts and digests of the file, and those that were made over the API. */
export async function allNotices({
  store,
  configuration,
}: Omit<NoticeInstallation, 'now'>): Promise<{
  readonly alerts: ReadonlyMap<string, Alert>
  readonly digests: ReadonlyMap<string, Digest>
}> {
  const own = await store.read(ownNotices)
  const made = <Made>(kind: 'alert' | 'digest', parse: (id: string, value: unknown) => Made) =>
    own
      .filter((each) => each.kind === kind)
      .map(({ id, definition }) => [id, parse(id, JSON.parse(definition))] as const)
  return {
    alerts: new Map([...made('alert', parseAlert), ...(configuration.alerts ?? [])]),
    digests: new Map([...made('digest', parseDigest), ...(configuration.digests ?? [])]),
  }
}

/** What is worth knowing of a day or of the seven days that end on it. */
export function insightsOf(
  installation: NoticeInstallation,
  wish: {
    readonly day?: number | undefined
    readonly every: 'day' | 'week'
    readonly stores: readonly string[]
    readonly signal: AbortSignal
  },
) {
  const to = wish.day ?? organisationDay(installation) - 1
  const from = wish.every === 'day' ? to : to - 6
  return findInsights(insightScene(installation, wish), { from, to })
}
