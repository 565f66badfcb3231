import { fault, nearest } from '@cartograph/core'
import { answersJson, dashboardQuestions, openFigures, type Answered } from '../analytics/index.ts'
import { allDashboards, type KnownDashboard } from '../dashboards/index.ts'
import { organisationDay } from '../work/index.ts'
import { faultText } from './fault-text.ts'
import { figuresSource } from './figures.ts'
import { figuresText } from './figures-text.ts'
import { withInstallation, type CommonOptions } from './installation.ts'
import { knownSegments } from './segments-kept.ts'
import { table, type Column } from './table.ts'
import type { ExitCode, Terminal } from './terminal.ts'

const columns: readonly Column<KnownDashboard>[] = [
  { heading: 'dashboard', align: 'left', cell: ({ id }) => id },
  { heading: 'title', align: 'left', cell: ({ title }) => title },
  { heading: 'widgets', align: 'right', cell: ({ widgets }) => String(widgets.length) },
  { heading: 'from', align: 'left', cell: ({ origin }) => origin },
]

/** `cartograph dashboards [dashboard]`: which there are, or the figures of every widget of one. */
export function dashboardsCommand(
  terminal: Terminal,
  named: string | undefined,
  options: CommonOptions,
): Promise<ExitCode> {
  return withInstallation(terminal, { ...options, readOnly: true }, async (installation) => {
    const { configuration } = installation
    const all = allDashboards(configuration)
    if (named === undefined) {
      await terminal.out(
        options.json === true
          ? `${JSON.stringify({ dashboards: all })}\n`
          : `${table(columns, all)}\n`,
      )
      return 0
    }
    const dashboard = wanted(all, named)
    const door = openFigures({
      ...figuresSource(installation),
      // Nothing here brings the sums up to date, so they may be far behind.
      onlyCurrent: true,
      ownSegments: await knownSegments(installation),
    })
    const { currency } = configuration
    const batch = dashboardQuestions(dashboard, {
      today: organisationDay({ configuration, now: Date.now }),
      ...(currency !== undefined && { usual: { currency } }),
    })
    const { answers, completeness } = await door.askAll(batch, terminal.signal)
    if (options.json === true) {
      await terminal.out(`${answersJson({ answers, completeness })}\n`)
      return 0
    }
    const { personsAreCurrent: isCurrent, connections } = completeness
    const textOf = (answer: Answered) =>
      'fault' in answer
        ? `${faultText(answer.fault)}\n`
        : figuresText({ figures: answer, isCurrent, connections: [] })
    const texts = answers.map(
      (answer, place) => `${dashboard.widgets[place]?.title ?? ''}\n${textOf(answer)}`,
    )
    const loading = connections.filter(({ isLoading }) => isLoading)
    await terminal.out(
      [
        ...texts,
        ...loading.map(({ connection }) => `${connection} was not read to its end yet.\n`),
      ].join('\n'),
    )
    return 0
  })
}

function wanted(all: readonly KnownDashboard[], named: string): KnownDashboard {
  const found = all.find(({ id }) => id === named)
  if (found !== undefined) return found
  const meant = nearest(
    named,
    all.map(({ id }) => id),
  )
  throw fault({
    kind: 'config',
    message: `There is no dashboard "${named}"${meant === undefined ? '' : `; did you mean "${meant}"?`}.`,
    hint: '`cartograph dashboards` shows all; more are declared under `dashboards:`.',
  })
}
