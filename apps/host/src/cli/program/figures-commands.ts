import { Argument, Option, type Command } from 'commander'
import {
  alertActions,
  rateActions,
  reportActions,
  reportNames,
  type AlertAction,
  type RateAction,
  type ReportAction,
  type ReportName,
} from '../actions.ts'
import type { FiguresCommandOptions } from '../figures.ts'
import type { InsightsCommandOptions } from '../insights.ts'
import type { CommonOptions } from '../installation.ts'
import type { ReportCommandOptions } from '../report.ts'
import type { ReportsCommandOptions } from '../reports.ts'
import type { SegmentsCommandOptions } from '../segments.ts'
import type { ExitCode, Terminal } from '../terminal.ts'
import { configOption, jsonOption } from './command-options.ts'
import { wholeNumber } from './given-numbers.ts'

/** Commands that tell how business goes. */
export function figuresCommands(
  program: Command,
  terminal: Terminal,
  finish: (code: ExitCode) => void,
): void {
  program
    .command('figures')
    .description('what was sold, to whom, and how that changed: metrics by time, store, country')
    .argument('[metrics]', 'names with commas between; --list shows all')
    .option(...configOption)
    .option('--by <dimensions>', 'day, month, store, country and others, with commas between')
    .option('--from <day>', 'default: 29 days before the last one')
    .option('--to <day>', 'default: today')
    .option('--compare <range>', 'previous, year, or 2025-10-01..2025-10-31')
    .option('--currency <code>', 'show amounts in it; needed where there are several')
    .option('--stores <ids>', 'of these alone, with commas between')
    .option('--rates <files...>', 'files of the European Central Bank, or CSV: day, currency, rate')
    .addOption(
      new Option('--clock <clock>', 'by which day returns count').choices(['order', 'refund']),
    )
    .option('--segment <name>', 'of the orders of a segment: a name, or a file such as big.json')
    .option('--list', 'show all metrics and dimensions, and what they are')
    .option('--csv', 'the rows as CSV')
    .option(...jsonOption)
    .action(async (named: string | undefined, options: FiguresCommandOptions) => {
      const { figuresCommand } = await import('../figures.ts')
      finish(await figuresCommand(terminal, named, options))
    })

  program
    .command('dashboards')
    .description('the dashboards, or the figures of every widget of one')
    .argument('[dashboard]', 'one of them; default: list all')
    .option(...configOption)
    .option(...jsonOption)
    .action(async (named: string | undefined, options: CommonOptions) => {
      const { dashboardsCommand } = await import('../dashboards.ts')
      finish(await dashboardsCommand(terminal, named, options))
    })

  program
    .command('insights')
    .description('what was out of the ordinary yesterday, on another day, or in the week before it')
    .option(...configOption)
    .option('--day <day>', 'default: yesterday')
    .option('--week', 'the seven days that end on the day')
    .addOption(
      new Option('--language <language>', 'of the sentences').choices([
        'en',
        'de',
        'fr',
        'it',
        'da',
        'sv',
      ]),
    )
    .option('-n, --limit <count>', 'how many', wholeNumber, 10)
    .option(...jsonOption)
    .action(async (options: InsightsCommandOptions) => {
      const { insightsCommand } = await import('../insights.ts')
      finish(await insightsCommand(terminal, options))
    })

  program
    .command('alerts')
    .description('the alerts; test: what each would say now, without sending it')
    .addArgument(new Argument('[action]', 'list, or test').choices(alertActions).default('list'))
    .argument('[alert]', 'of test: one of them; default all')
    .option(...configOption)
    .option(...jsonOption)
    .action(async (action: AlertAction, named: string | undefined, options: CommonOptions) => {
      const { alertsCommand } = await import('../insights.ts')
      finish(await alertsCommand(terminal, action, named, options))
    })

  program
    .command('rates')
    .description('the exchange rates that amounts are converted with')
    .addArgument(
      new Argument(
        '[action]',
        'list (the default); fetch: those of the European Central Bank; import FILE: day, currency and rate',
      ).choices(rateActions),
    )
    .argument('[file]', 'CSV, or a file of the European Central Bank')
    .option(...configOption)
    .option(...jsonOption)
    .action(
      async (action: RateAction | undefined, file: string | undefined, options: CommonOptions) => {
        const { ratesCommand } = await import('../rates.ts')
        finish(await ratesCommand(terminal, action, file, options))
      },
    )

  program
    .command('report')
    .description('products, coupons, hours, rfm, cohorts, pairs, lifetime or recurring revenue')
    .addArgument(new Argument('<report>', 'which one').choices(reportNames))
    .option(...configOption)
    .option('--from <day>', 'default: 29 days before the last one')
    .option('--to <day>', 'default: today')
    .option('--currency <code>', 'show amounts in it; needed where there are several')
    .option('--stores <ids>', 'of these alone, with commas between')
    .option('--rates <files...>', 'files of the European Central Bank, or CSV: day, currency, rate')
    .option('-n, --limit <count>', 'how many rows to show', wholeNumber, 40)
    .option('--csv', 'all rows as CSV')
    .option(...jsonOption)
    .action(async (name: ReportName, options: ReportCommandOptions) => {
      const { reportCommand } = await import('../report.ts')
      finish(await reportCommand(terminal, name, options))
    })

  program
    .command('reports')
    .description(
      'dashboards as documents: those that are sent at their times, one as a file, or one sent now',
    )
    .addArgument(
      new Argument(
        '[action]',
        'list (the default); make: write a report, or any dashboard, as a file; send: now, to everybody whom it is for',
      )
        .choices(reportActions)
        .default('list'),
    )
    .argument('[report]', 'of make and send: its name; of make also that of a dashboard')
    .option(...configOption)
    .option('--out <file>', 'of make: report.pdf, or report.zip for CSV')
    .option(...jsonOption)
    .action(
      async (action: ReportAction, named: string | undefined, options: ReportsCommandOptions) => {
        const { reportsCommand } = await import('../reports.ts')
        finish(await reportsCommand(terminal, action, named, options))
      },
    )

  program
    .command('segments')
    .description('how many customers, orders and products are in each segment, or who is in one')
    .argument('[segment]', 'its name; default: all')
    .option('--update', 'bring segments up to date first, as `serve` does all the time')
    .option('--why <id>', 'why this customer, order or product is in the segment, or is not')
    .option(...configOption)
    .option('--file <path>', 'a segment of your own, as JSON')
    .option('--as-of <day>', 'as it was at the end of a day; default: today')
    .option('--currency <code>', 'compare amounts in it; needed where there are several')
    .option('--stores <ids>', 'of these alone, with commas between')
    .option('--rates <files...>', 'files of the European Central Bank, or CSV: day, currency, rate')
    .option('-n, --limit <count>', 'how many members to show', wholeNumber, 20)
    .option(...jsonOption)
    .action(async (named: string | undefined, options: SegmentsCommandOptions) => {
      const { segmentsCommand } = await import('../segments.ts')
      finish(await segmentsCommand(terminal, named, options))
    })
}
