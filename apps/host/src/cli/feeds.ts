import { fault } from '@cartograph/core'
import { feedNamed, feedReports, feedStandings, moveServed } from '../api/index.ts'
import { audit } from '../access/index.ts'
import type { Feed } from '../config/index.ts'
import type { Installation } from '../connections/index.ts'
import {
  checkFeed,
  countsSales,
  feedLease,
  feedPlace,
  isFeedDone,
  previewFeed,
  type FeedReport,
} from '../feeds/index.ts'
import { engineClock } from '../queue/index.ts'
import { acceptServed } from '../store/index.ts'
import { feedScene, mappingRates, runFeed, updateSegments } from '../work/index.ts'
import type { FeedAction } from './actions.ts'
import {
  checkText,
  feedsText,
  previewText,
  reportMessages,
  reportText,
  runsText,
} from './feeds-text.ts'
import { runByHand } from './hand-run.ts'
import { withInstallation, type CommonOptions } from './installation.ts'
import type { ExitCode, Terminal } from './terminal.ts'

export interface FeedsCommandOptions extends CommonOptions {
  readonly rows?: number
  readonly text?: boolean
  readonly now?: boolean
}

const readOnlyActions: ReadonlySet<FeedAction> = new Set(['list', 'preview', 'report'])

/** `cartograph feeds list|preview|run|report|allow|rotate [feeds…]`. */
export function feedsCommand(
  terminal: Terminal,
  action: FeedAction,
  names: readonly string[],
  options: FeedsCommandOptions,
): Promise<ExitCode> {
  const readOnly = readOnlyActions.has(action)
  return withInstallation(terminal, { ...options, readOnly }, (installation) =>
    actions[action]({ terminal, installation, names, options }),
  )
}

interface Asked {
  readonly terminal: Terminal
  readonly installation: Installation
  readonly names: readonly string[]
  readonly options: FeedsCommandOptions
}

const actions: Readonly<Record<FeedAction, (asked: Asked) => Promise<ExitCode>>> = {
  list: async (asked) => {
    const feeds = await feedStandings(asked.installation)
    return tell(asked, { feeds }, feedsText(feeds))
  },
  preview: async (asked) => {
    const { options } = asked
    const preview = await previewFeed(await sceneOf(asked), options.rows ?? 10)
    return tell(asked, preview, options.text === true ? preview.text : previewText(preview))
  },
  report: async (asked) => {
    const feed = feedOf(asked)
    if (asked.options.now === true) {
      const check = await checkFeed(await sceneOf(asked))
      return tell(asked, { feed: feed.id, check }, checkText(check))
    }
    const [last, ...earlier] = await feedReports(asked.installation, feed, 10)
    if (last === undefined)
      throw fault({
        kind: 'config',
        message: `The feed ${feed.id} was never made.`,
        hint: `Run \`cartograph feeds run ${feed.id}\`, or \`cartograph feeds report ${feed.id} --now\` to look first.`,
      })
    return tell(asked, { reports: [last, ...earlier] }, reportText(last))
  },
  run: runFeeds,
  allow: async (asked) => {
    const feed = feedOf(asked)
    const { store } = asked.installation
    const isHeld = await store.write(function* (dialect, org) {
      const isAccepted = yield* acceptServed(dialect, org, feedPlace(feed))
      if (isAccepted) yield* audit(dialect, org, entryOf('feed.allow', feed))
      return isAccepted
    })
    if (!isHeld)
      throw fault({
        kind: 'config',
        message: `Nothing of the feed ${feed.id} is held.`,
        hint: 'There is nothing to agree to.',
      })
    return runFeeds(asked)
  },
  rotate: async (asked) => {
    const feed = feedOf(asked)
    const address = await moveServed(asked.installation, feedPlace(feed))
    await asked.installation.store.write((dialect, org) =>
      audit(dialect, org, entryOf('feed.rotate', feed)),
    )
    return tell(asked, { address }, `${address}\n`)
  },
}

async function runFeeds({ terminal, installation, names, options }: Asked): Promise<ExitCode> {
  const { configuration, store } = installation
  const feeds =
    names.length === 0
      ? [...(configuration.feeds?.values() ?? [])]
      : names.map((name) => feedNamed(configuration, name))
  return runByHand(
    terminal,
    installation,
    async ({ signal, alone, engine }) => {
      // What is sold is counted by those who follow orders; without a host that serves nobody else does.
      if (feeds.some(countsSales)) await updateSegments(installation, { signal })
      const reports: FeedReport[] = []
      for (const feed of feeds) {
        const run = (held: AbortSignal) =>
          runFeed(installation, feed, { engine, now: Date.now, signal: held, isAsked: true })
        const report = await (alone === undefined ? run(signal) : alone(feedLease(feed), run))
        if (report !== undefined) reports.push(report)
      }
      await store.write(function* (dialect, org) {
        for (const feed of feeds) yield* audit(dialect, org, entryOf('feed.run', feed))
      })
      return { ok: reports.every(isFeedDone), reports }
    },
    {
      messages: ({ reports }) => reports.flatMap(reportMessages),
      text: ({ reports }) => runsText(reports),
      json: options.json,
    },
  )
}

function entryOf(action: 'feed.run' | 'feed.allow' | 'feed.rotate', { id }: Feed) {
  return { at: Date.now(), actor: { kind: 'command' } as const, action, target: id }
}

function feedOf({ installation, names }: Asked): Feed {
  return feedNamed(installation.configuration, names[0])
}

async function sceneOf(asked: Asked) {
  const { installation, terminal } = asked
  const exchange = mappingRates(installation)
  await exchange.refresh()
  return feedScene(installation, feedOf(asked), {
    engine: { ...exchange.engine, clock: engineClock(installation.store.now) },
    now: Date.now,
    signal: terminal.signal,
  })
}

async function tell({ terminal, options }: Asked, answer: object, text: string): Promise<ExitCode> {
  await terminal.out(options.json === true ? `${JSON.stringify({ ok: true, ...answer })}\n` : text)
  return 0
}
