import { fault } from '@cartograph/core'
import { dayOf, sentenceOf, type InsightLanguage } from '../analytics/index.ts'
import { shownInsights } from '../api/index.ts'
import { allNotices, insightsOf, tryAlert, type NoticeInstallation } from '../work/index.ts'
import type { AlertAction } from './actions.ts'
import { withInstallation, type CommonOptions } from './installation.ts'
import type { ExitCode, Terminal } from './terminal.ts'

export interface InsightsCommandOptions extends CommonOptions {
  readonly day?: string
  readonly week?: boolean
  readonly language?: InsightLanguage
  readonly limit: number
}

/** `cartograph insights`: what was out of the ordinary on a day or in a week, in sentences. */
export function insightsCommand(
  terminal: Terminal,
  options: InsightsCommandOptions,
): Promise<ExitCode> {
  return withInstallation(terminal, { ...options, readOnly: true }, async (installation) => {
    const { configuration } = installation
    const language = options.language ?? configuration.insights?.language ?? 'en'
    const found = await insightsOf(
      { ...installation, now: Date.now },
      {
        day: options.day === undefined ? undefined : dayOf(options.day),
        every: options.week === true ? 'week' : 'day',
        stores: [],
        signal: terminal.signal,
      },
    )
    const sentences = found.insights
      .slice(0, options.limit)
      .map((insight) => sentenceOf(insight, language))
    const nothing = sentenceOf({ says: 'nothingNew', facts: {} }, language)
    await terminal.out(
      options.json === true
        ? `${JSON.stringify(shownInsights(found, language, options.limit))}\n`
        : `${(sentences.length === 0 ? [nothing] : sentences).join('\n')}\n`,
    )
    return 0
  })
}

/** `cartograph alerts`: the alerts, and what each would say now. Nothing is sent. */
export function alertsCommand(
  terminal: Terminal,
  action: AlertAction,
  named: string | undefined,
  options: CommonOptions,
): Promise<ExitCode> {
  return withInstallation(terminal, { ...options, readOnly: true }, async (opened) => {
    const installation: NoticeInstallation = { ...opened, now: Date.now }
    const { alerts } = await allNotices(installation)
    if (action === 'list') {
      const all = [...alerts.values()]
      const lines = all.map(
        ({ id, metric, condition, limit, over }) =>
          `${id}: ${metric} ${condition} ${limit}, by ${over}`,
      )
      await terminal.out(
        options.json === true
          ? `${JSON.stringify({ alerts: all })}\n`
          : lines.map((line) => `${line}\n`).join(''),
      )
      return 0
    }
    const wanted =
      named === undefined
        ? [...alerts.values()]
        : [...alerts.values()].filter(({ id }) => id === named)
    if (wanted.length === 0)
      throw fault({
        kind: 'config',
        message: named === undefined ? 'There are no alerts.' : `There is no alert "${named}".`,
        hint: 'Alerts are declared under `alerts:`; docs/analytics/alerts.md shows some.',
      })
    const tried: { readonly id: string; readonly tells: boolean; readonly text: string }[] = []
    for (const alert of wanted) {
      const { judged, text } = await tryAlert(installation, alert, terminal.signal)
      tried.push({ id: alert.id, tells: judged.tells, text })
    }
    await terminal.out(
      options.json === true
        ? `${JSON.stringify({ alerts: tried })}\n`
        : tried
            .map(({ id, tells, text }) => (tells ? `${text}\n` : `${id}: would say nothing.\n`))
            .join(''),
    )
    return 0
  })
}
