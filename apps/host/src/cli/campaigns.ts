import {
  campaignQuestionIn,
  campaignReport,
  dayOf,
  dayText,
  followCampaigns,
  followSales,
} from '../analytics/index.ts'
import { defaultAttribution } from '../config/index.ts'
import type { Installation } from '../connections/index.ts'
import { followCustomers } from '../customers/index.ts'
import { campaignsCsv, campaignsText } from './campaigns-text.ts'
import { listed, ratesOfFiles, todayIn, type FactOptions } from './figures.ts'
import { withInstallation } from './installation.ts'
import type { ExitCode, Terminal } from './terminal.ts'

export interface CampaignsCommandOptions extends FactOptions {
  readonly by?: string
  readonly from?: string
  readonly to?: string
  readonly model?: string
  readonly limit: number
  readonly update?: boolean
  readonly csv?: boolean
}

/** `cartograph campaigns --by … --from … --to …`: which campaigns led to which sales. */
export function campaignsCommand(
  terminal: Terminal,
  options: CampaignsCommandOptions,
): Promise<ExitCode> {
  const { update = false, json = false, csv = false } = options
  return withInstallation(terminal, { ...options, readOnly: !update }, async (installation) => {
    if (update) await bringUpToDate(installation, terminal.signal)
    const { store, configuration } = installation
    const report = await campaignReport(
      {
        store,
        settings: configuration.attribution ?? defaultAttribution,
        rates: await ratesOfFiles(terminal, options.rates ?? []),
      },
      campaignQuestionIn(askedBy(options)),
    )
    await terminal.out(
      json ? `${JSON.stringify(report)}\n` : csv ? campaignsCsv(report) : campaignsText(report),
    )
    return 0
  })
}

/** What `cartograph serve` does all the time. */
async function bringUpToDate(
  { store, configuration }: Installation,
  signal: AbortSignal,
): Promise<void> {
  const zoneOf = (connection: string) => configuration.connections.get(connection)?.timeZone
  await followCustomers(store, { settings: configuration.customers, signal })
  await followSales(store, { zoneOf, signal })
  const settings = configuration.attribution ?? defaultAttribution
  await followCampaigns(store, { settings, zoneOf, signal })
}

function askedBy(options: CampaignsCommandOptions): object {
  const { by, model, currency, limit } = options
  const to = options.to ?? dayText(todayIn(Date.now()))
  return {
    range: { from: options.from ?? dayText(dayOf(to) - 29), to },
    stores: listed(options.stores ?? ''),
    limit,
    ...(by !== undefined && { by: listed(by) }),
    ...(model !== undefined && { model }),
    ...(currency !== undefined && { currency }),
  }
}
