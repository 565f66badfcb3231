import { resolve } from 'node:path'
import { fault } from '@cartograph/core'
import { openFigures } from '../analytics/index.ts'
import type { ScheduledReport } from '../config/index.ts'
import type { Installation } from '../connections/index.ts'
import { replaceFile } from '../delivery/index.ts'
import { makeReport } from '../reports/index.ts'
import { askReport, dashboardNamed, nextReport, sendReportNow } from '../work/index.ts'
import type { ReportAction } from './actions.ts'
import { figuresSource } from './figures.ts'
import { withInstallation, type CommonOptions } from './installation.ts'
import { knownSegments } from './segments-kept.ts'
import { table, type Column } from './table.ts'
import type { ExitCode, Terminal } from './terminal.ts'

export interface ReportsCommandOptions extends CommonOptions {
  readonly out?: string
}

/** `cartograph reports`: which are sent when, one as a file, or one sent now. */
export function reportsCommand(
  terminal: Terminal,
  action: ReportAction,
  named: string | undefined,
  options: ReportsCommandOptions,
): Promise<ExitCode> {
  const readOnly = action !== 'send'
  return withInstallation(terminal, { ...options, readOnly }, async (installation) => {
    switch (action) {
      case 'make':
        return makeFile(terminal, installation, named, options)
      case 'send':
        return sendNow(terminal, installation, named, options)
      case 'list':
      default:
        return list(terminal, installation, options)
    }
  })
}

interface Listed {
  readonly id: string
  readonly dashboard: string
  readonly schedule: string
  readonly next: string
  readonly to: readonly string[]
}

const columns: readonly Column<Listed>[] = [
  { heading: 'report', align: 'left', cell: ({ id }) => id },
  { heading: 'dashboard', align: 'left', cell: ({ dashboard }) => dashboard },
  { heading: 'schedule', align: 'left', cell: ({ schedule }) => schedule },
  { heading: 'next', align: 'left', cell: ({ next }) => next },
  { heading: 'to', align: 'left', cell: ({ to }) => to.join(', ') },
]

async function list(
  terminal: Terminal,
  { configuration }: Installation,
  { json = false }: CommonOptions,
): Promise<ExitCode> {
  const reports = [...(configuration.reports?.values() ?? [])].map((report): Listed => {
    const next = nextReport(report, { configuration, now: Date.now })
    return {
      id: report.id,
      dashboard: report.dashboard,
      schedule: report.schedule,
      next: next === undefined ? 'never' : new Date(next).toISOString(),
      to: report.to.map(({ connection, action }) => `${connection}.${action}`),
    }
  })
  await terminal.out(json ? `${JSON.stringify({ reports })}\n` : `${table(columns, reports)}\n`)
  return 0
}

async function makeFile(
  terminal: Terminal,
  installation: Installation,
  named: string | undefined,
  { out, json = false }: ReportsCommandOptions,
): Promise<ExitCode> {
  const form = /\.(pdf|zip)$/u.exec(out ?? '')?.[1]
  if (out === undefined || (form !== 'pdf' && form !== 'zip'))
    throw fault({
      kind: 'config',
      message: 'It is not said which file is to be written.',
      hint: 'Name one with --out, such as --out report.pdf, or --out report.zip for CSV.',
    })
  const { configuration } = installation
  const report = configuration.reports?.get(named ?? '')
  const dashboard = dashboardNamed(configuration, report?.dashboard ?? named ?? '')
  const door = openFigures({
    ...figuresSource(installation),
    // Nothing here brings the sums up to date, so they may be far behind.
    onlyCurrent: true,
    ownSegments: await knownSegments(installation),
  })
  const material = await askReport(
    { configuration, now: Date.now },
    door,
    { dashboard, settings: report?.settings ?? {}, language: report?.language },
    terminal.signal,
  )
  const bytes = await makeReport(material, form)
  await replaceFile(resolve(terminal.folder, out), (write) => write(bytes))
  await terminal.out(
    json ? `${JSON.stringify({ file: out, bytes: bytes.length })}\n` : `${out} was written.\n`,
  )
  return 0
}

async function sendNow(
  terminal: Terminal,
  installation: Installation,
  named: string | undefined,
  { json = false }: CommonOptions,
): Promise<ExitCode> {
  const report = reportNamed(installation, named)
  const sent = await sendReportNow(installation, report, {
    actor: { kind: 'command' },
    log: () => {},
    signal: terminal.signal,
  })
  const came = sent.map(({ connection, action, state, problem }) => ({
    to: `${connection}.${action}`,
    state,
    problem: problem ?? undefined,
  }))
  const words: Readonly<Record<string, string>> = {
    due: 'put down; `cartograph serve` sends it within a minute.',
    sent: 'sent.',
    unknown: 'nobody saw whether it was sent; it is not sent again.',
  }
  await terminal.out(
    json
      ? `${JSON.stringify({ report: report.id, sent: came })}\n`
      : came
          .map(
            ({ to, state, problem }) => `${to}: ${words[state] ?? `not sent: ${problem ?? ''}`}\n`,
          )
          .join(''),
  )
  return came.every(({ state }) => state === 'sent' || state === 'due') ? 0 : 1
}

function reportNamed({ configuration }: Installation, named: string | undefined): ScheduledReport {
  const found = configuration.reports?.get(named ?? '')
  if (found !== undefined) return found
  throw fault({
    kind: 'config',
    message:
      named === undefined ? 'It is not said which report.' : `There is no report "${named}".`,
    hint: '`cartograph reports` shows all; they are declared under `reports:`.',
  })
}
