import { feedsTable } from './feeds-table.ts'
import { measureFeeds } from './feeds.ts'
import { growthTable } from './growth-table.ts'
import { growthTargets, measureGrowth } from './growth.ts'
import { lanesTable } from './lanes-table.ts'
import { lanesTargets, measureLanes } from './lanes.ts'
import { linesTable, linesTargets, measureLines } from './lines.ts'
import { openLanguages } from './mapping-languages.ts'
import { mappingTable, mappingTargets, measureMapping } from './mapping.ts'
import { measurePeers } from './peers/measure-peers.ts'
import { peersTable } from './peers/peers-table.ts'
import { peersTargets } from './peers/peers-targets.ts'
import { measureStarting, startingTable, startingTargets } from './starting.ts'
import { stripeTable } from './stripe-table.ts'
import { measureStripe, stripeTargets } from './stripe.ts'
import { measureWebhooks, webhooksTable, webhooksTargets } from './webhooks.ts'
import { workersTable } from './workers-table.ts'
import { measureWorkers, workersTargets } from './workers.ts'

export interface Sizes {
  /** Small enough to see that it works. */
  readonly isSmall: boolean
  /** How often what is repeated is measured. Default: three times, once where it is small. */
  readonly times: number
  /** The retailer's file; what needs it is left out without. */
  readonly retailFile: string | undefined
}

export interface Outcome {
  readonly figures: object
  readonly table: string
  readonly isSame: boolean
  readonly measured: Readonly<Record<string, number>>
}

/** Each measures itself; undefined where what it needs is not there. */
export type Subject = (sizes: Sizes) => Promise<Outcome | undefined>

/** The most important first. */
export const subjects: Readonly<Record<string, Subject>> = {
  async peers({ isSmall, times }) {
    const figures = await measurePeers(isSmall ? 300 : 20_000, { times })
    return { figures, table: peersTable(figures), ...peersTargets(figures) }
  },
  async stripe({ isSmall, times }) {
    const figures = await measureStripe(isSmall ? 500 : 20_000, { times: 2, repeats: times })
    return { figures, table: stripeTable(figures), ...stripeTargets(figures) }
  },
  async growth({ isSmall }) {
    const figures = await measureGrowth(
      isSmall
        ? { whole: [500, 1000], reading: [2000], small: [] }
        : { whole: [10_000, 100_000], reading: [1_000_000], small: [] },
    )
    return { figures, table: growthTable(figures), ...growthTargets(figures) }
  },
  async small({ isSmall }) {
    const small = isSmall ? [500, 1000, 2000] : [10_000, 1_000_000, 10_000_000]
    const figures = await measureGrowth({ whole: [], reading: [], small })
    return { figures, table: growthTable(figures), ...growthTargets(figures) }
  },
  async mapping({ isSmall }) {
    const figures = await measureMapping(isSmall ? 2000 : 200_000, openLanguages())
    return { figures, table: mappingTable(figures), ...mappingTargets(figures) }
  },
  async lines({ isSmall, times, retailFile }) {
    if (retailFile === undefined) return undefined
    const figures = await measureLines(retailFile, { ...(isSmall && { lines: 3000 }), times })
    return { figures, table: linesTable(figures), ...linesTargets(figures) }
  },
  async webhooks({ isSmall, times }) {
    const figures = await measureWebhooks(isSmall ? 50 : 1000, {
      lengthMs: isSmall ? 2000 : 10_000,
      times,
    })
    return { figures, table: webhooksTable(figures), ...webhooksTargets(figures) }
  },
  async starting({ isSmall }) {
    const figures = await measureStarting(isSmall ? 100 : 50_000, isSmall ? 1 : 11)
    return { figures, table: startingTable(figures), ...startingTargets(figures) }
  },
  async workers({ isSmall }) {
    const objects = isSmall ? 2000 : 100_000
    const figures = await measureWorkers(objects, {
      killed: 0,
      limits: { lengthMs: isSmall ? 1000 : 10_000, processes: [4] },
    })
    return { figures, table: workersTable(figures), ...workersTargets(figures) }
  },
  async lanes({ isSmall }) {
    const figures = await measureLanes(isSmall ? 3 : 120)
    return { figures, table: lanesTable(figures), ...lanesTargets(figures) }
  },
  async feeds({ isSmall }) {
    const figures = await measureFeeds(isSmall ? 1000 : 500_000)
    const isSame = figures.feeds.every((feed) => feed.isSame && feed.broken === 0)
    return { figures, table: feedsTable(figures), isSame, measured: {} }
  },
}
