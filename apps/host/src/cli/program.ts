import { Argument, Command, InvalidArgumentError, Option } from 'commander'
import { hostVersion } from '../config/index.ts'
import { permissionNames } from '../rights/index.ts'
import type { ActCommandOptions } from './act.ts'
import type { BonusCommandOptions } from './bonus.ts'
import type { DocsCommandOptions } from './docs.ts'
import type { DoctorCommandOptions } from './doctor.ts'
import type { ExportCommandOptions } from './export.ts'
import {
  bonusActions,
  customerActions,
  pageActions,
  rateActions,
  reportNames,
  servedActions,
  surfaceActions,
  tokenActions,
  webhookActions,
  type BonusAction,
  type CustomerAction,
  type PageAction,
  type RateAction,
  type ReportName,
  type ServedAction,
  type SurfaceAction,
  type TokenAction,
  type WebhookAction,
} from './actions.ts'
import type { CustomersCommandOptions } from './customers-options.ts'
import type { FiguresCommandOptions } from './figures.ts'
import type { InitAnswers } from './init-questions.ts'
import type { AuditCommandOptions } from './audit.ts'
import { givenDurationMs } from './given-duration.ts'
import type { CommonOptions } from './installation.ts'
import type { PagesCommandOptions } from './pages.ts'
import type { PrepareCommandOptions } from './prepare.ts'
import type { PreviewCommandOptions } from './preview.ts'
import type { PushCommandOptions } from './push.ts'
import type { ReplayCommandOptions } from './replay.ts'
import type { ReportCommandOptions } from './report.ts'
import { exportFormats } from './row-text.ts'
import type { SegmentsCommandOptions } from './segments.ts'
import type { ServedCommandOptions } from './served.ts'
import type { ServeCommandOptions } from './serve.ts'
import type { SyncCommandOptions } from './sync.ts'
import type { ExitCode, Terminal } from './terminal.ts'
import type { TokensCommandOptions } from './tokens-options.ts'

const configOption = [
  '-c, --config <file>',
  'the configuration; default ./cartograph.yaml (or .yml, .json, .ts)',
] as const
const jsonOption = ['--json', 'one JSON object on standard output, nothing else'] as const

/** The command line; what a command answers goes to `finish`. A command loads what it needs when it runs, and nothing else. */
export function buildProgram(terminal: Terminal, finish: (code: ExitCode) => void): Command {
  const program = new Command('cartograph')
    .description('Reads commerce data from shops, payment providers and files, and delivers it.')
    .version(hostVersion().replace(/^\S+ /, ''))
    .exitOverride()
    .configureOutput({
      writeOut: (text) => void terminal.out(text).catch(() => {}),
      writeErr: (text) => terminal.say(text.trimEnd()),
    })
    .showHelpAfterError('Run it with --help to see what it takes.')

  program
    .command('init')
    .description('write a commented cartograph.yaml and a first mapping; never overwrites')
    .option('--organisation <id>', 'short name of whom the data belongs to')
    .option('--file <path>', 'an export file (CSV, TSV or NDJSON) to begin with')
    .option('--entity <name>', 'what the file holds: order, customer, product, …')
    .action(async (options: Partial<InitAnswers>) => {
      const { initCommand } = await import('./init.ts')
      finish(await initCommand(terminal, options))
    })

  program
    .command('check')
    .description('check the configuration, then every connection; changes nothing')
    .option(...configOption)
    .option(...jsonOption)
    .action(async (options: CommonOptions) => {
      const { checkCommand } = await import('./check.ts')
      finish(await checkCommand(terminal, options))
    })

  program
    .command('prepare')
    .description('make at the vendors what the connections need there, such as groups and tables')
    .argument('[connections...]', 'default: all that need something')
    .option(...configOption)
    .option('--dry-run', 'only say what would be done')
    .option(...jsonOption)
    .action(async (connections: string[], options: PrepareCommandOptions) => {
      const { prepareCommand } = await import('./prepare.ts')
      finish(await prepareCommand(terminal, connections, options))
    })

  program
    .command('discover')
    .description(
      'ask the accounts again what only they know, such as lists and fields of their own',
    )
    .argument('[connections...]', 'default: all that have something to discover')
    .option(...configOption)
    .option(...jsonOption)
    .action(async (connections: string[], options: CommonOptions) => {
      const { discoverCommand } = await import('./discover.ts')
      finish(await discoverCommand(terminal, connections, options))
    })

  program
    .command('act')
    .description('run one action of a connection by hand, such as a message or a mail')
    .argument('<action>', 'connection and action, such as team.message')
    .requiredOption('-i, --input <file>', 'what to do, as JSON')
    .option('--key <text>', 'the same for a repeat of the same wish; default: a new one')
    .option('--dry-run', 'only say whether the input fits')
    .option(...configOption)
    .option(...jsonOption)
    .action(async (action: string, options: ActCommandOptions) => {
      const { actCommand } = await import('./act.ts')
      finish(await actCommand(terminal, action, options))
    })

  program
    .command('sync')
    .description('read from the connections into the store')
    .argument('[connections...]', 'default: all')
    .option(...configOption)
    .option('-s, --stream <names...>', 'only these streams')
    .option('--full', 'read everything anew, not only what changed')
    .option('--sweep', 'look for what was deleted now; else once a day')
    .option('--accept-deletes', 'carry out deletions that were held for being too many')
    .option(...jsonOption)
    .action(async (connections: string[], options: SyncCommandOptions) => {
      const { syncCommand } = await import('./sync.ts')
      finish(await syncCommand(terminal, connections, options))
    })

  program
    .command('push')
    .description('send what changed in the store to the sinks')
    .argument('[deliveries...]', 'default: all that are not paused')
    .option(...configOption)
    .option('--accept-deletes', 'serve documents that were held because many items vanish')
    .option(...jsonOption)
    .action(async (deliveries: string[], options: PushCommandOptions) => {
      const { pushCommand } = await import('./push.ts')
      finish(await pushCommand(terminal, deliveries, options))
    })

  program
    .command('replay')
    .description('process again what could not be processed, after it was mended')
    .argument('[what]', 'a delivery, or connection.stream')
    .option(...configOption)
    .option('-k, --key <keys...>', 'only the dead letters of these records or rows')
    .option('--all', 'every dead letter of every stream and delivery')
    .option('--force', 'of a delivery: send again also what the sink has already')
    .option(...jsonOption)
    .action(async (what: string | undefined, options: ReplayCommandOptions) => {
      const { replayCommand } = await import('./replay.ts')
      finish(await replayCommand(terminal, what, options))
    })

  program
    .command('preview')
    .description('show what a mapping makes of real records, field by field; changes nothing')
    .argument('<what>', 'a delivery, or connection.stream')
    .option(...configOption)
    .option('-n, --limit <count>', 'how many records', wholeNumber, 3)
    .option(...jsonOption)
    .action(async (what: string, options: PreviewCommandOptions) => {
      const { previewCommand } = await import('./preview.ts')
      finish(await previewCommand(terminal, what, options))
    })

  program
    .command('status')
    .description('show how every stream and delivery stands; asks no vendor')
    .option(...configOption)
    .option(...jsonOption)
    .action(async (options: CommonOptions) => {
      const { statusCommand } = await import('./status.ts')
      finish(await statusCommand(terminal, options))
    })

  program
    .command('doctor')
    .description('look at everything that may be wrong, and say what to do; changes nothing')
    .option(...configOption)
    .option('--online', 'also ask every vendor whether its connection works')
    .option(...jsonOption)
    .action(async (options: DoctorCommandOptions) => {
      const { doctorCommand } = await import('./doctor.ts')
      finish(await doctorCommand(terminal, options))
    })

  program
    .command('export')
    .description('write the commerce rows of the store, sorted by id')
    .argument('<entity>', 'order, customer, product, refund, …')
    .option(...configOption)
    .addOption(
      new Option('-f, --format <format>', 'how to write them')
        .choices(exportFormats)
        .default('ndjson'),
    )
    .option('-o, --out <file>', 'a file, or - for standard output', '-')
    .option('--include-deleted', 'also rows that are gone, with a field that says so')
    .action(async (entity: string, options: ExportCommandOptions) => {
      const { exportCommand } = await import('./export.ts')
      finish(await exportCommand(terminal, entity, options))
    })

  program
    .command('serve')
    .description(
      'take webhooks, read on schedule, deliver what changes, answer the API; until stopped',
    )
    .option(...configOption)
    .option('-a, --address <address>', 'where to listen; default `host.address`, else 127.0.0.1')
    .option('-p, --port <port>', 'default `host.port`, else 4700; 0 takes any', portNumber)
    .option('--new-token', 'make another token for the API and show it once')
    .option('--json', 'the log as JSON lines on standard output')
    .action(async (options: ServeCommandOptions) => {
      const { serveCommand } = await import('./serve.ts')
      finish(await serveCommand(terminal, options))
    })

  program
    .command('worker')
    .description('do what serving hosts do, beside them, on a store in PostgreSQL; until stopped')
    .option(...configOption)
    .option('--json', 'the log as JSON lines on standard output')
    .action(async (options: CommonOptions) => {
      const { workerCommand } = await import('./worker.ts')
      finish(await workerCommand(terminal, options))
    })

  program
    .command('webhooks')
    .description('tell vendors where their webhooks go, show it, or take it back')
    .addArgument(new Argument('<action>', 'what to do').choices(webhookActions))
    .argument('[connections...]', 'default: all that take webhooks')
    .option(...configOption)
    .option(...jsonOption)
    .action(async (action: WebhookAction, connections: string[], options: CommonOptions) => {
      const { webhooksCommand } = await import('./webhooks.ts')
      finish(await webhooksCommand(terminal, action, connections, options))
    })

  program
    .command('served')
    .description(
      'show documents that vendors fetch, give one another address, or write it to a file',
    )
    .addArgument(new Argument('<action>', 'what to do').choices(servedActions))
    .argument('[document]', 'connection.sink')
    .option(...configOption)
    .option('-o, --out <file>', 'of write: a file, or - for standard output', '-')
    .option(...jsonOption)
    .action(
      async (action: ServedAction, name: string | undefined, options: ServedCommandOptions) => {
        const { servedCommand } = await import('./served.ts')
        finish(await servedCommand(terminal, action, name, options))
      },
    )

  program
    .command('surfaces')
    .description('where tills and forms call, ready to copy; or give one another address')
    .addArgument(
      new Argument('[action]', 'rotate CONNECTION.SURFACE').choices(surfaceActions).default('show'),
    )
    .argument('[surface]', 'connection.surface')
    .option(...configOption)
    .option(...jsonOption)
    .action(async (action: SurfaceAction, name: string | undefined, options: CommonOptions) => {
      const { surfacesCommand } = await import('./surfaces.ts')
      finish(await surfacesCommand(terminal, action, name, options))
    })

  program
    .command('tokens')
    .description('show tokens of the API, issue one, give it another secret, or revoke it')
    .addArgument(
      new Argument(
        '<action>',
        'list; issue NAME; rotate NAME; revoke NAME; secret: print one for the configuration',
      ).choices(tokenActions),
    )
    .argument('[name]', 'of the token, or its id')
    .option(...configOption)
    .addOption(
      new Option('--kind <kind>', 'a browser’s token stands in pages, where anybody can read it')
        .choices(['server', 'browser'])
        .default('server'),
    )
    .addOption(
      new Option('-p, --permission <names...>', 'of issue: what it may do').choices(
        permissionNames,
      ),
    )
    .option('--node <nodes...>', 'of issue: whose customers it may see and change; default all')
    .option('--origin <origins...>', 'of issue: where a browser’s pages are, https://shop.example')
    .option('--expires <instant>', 'of issue: when it stops being good; default never')
    .option('--grace <time>', 'of rotate: how long the old secret stays good', givenDurationMs)
    .option(...jsonOption)
    .action(
      async (action: TokenAction, name: string | undefined, options: TokensCommandOptions) => {
        const { tokensCommand } = await import('./tokens.ts')
        finish(await tokensCommand(terminal, action, name, options))
      },
    )

  program
    .command('audit')
    .description('show who did what: tokens, erasures, merges, exports, refused requests')
    .option(...configOption)
    .option('-n, --limit <count>', 'how many entries', wholeNumber, 50)
    .option('--before <entry>', 'go on after this one')
    .option(...jsonOption)
    .action(async (options: AuditCommandOptions) => {
      const { auditCommand } = await import('./audit.ts')
      finish(await auditCommand(terminal, options))
    })

  program
    .command('customers')
    .description('show persons, and why their records are one; write, merge, split, and undo it')
    .addArgument(
      new Argument(
        '[action]',
        'update: look at what changed; create; edit PERSON; tag PERSON; consent PERSON; merge PERSON PERSON; split PERSON RECORD; undo PERSON; timeline PERSON; export PERSON; erase PERSON; erasures; figures',
      ).choices(customerActions),
    )
    .argument('[names...]', 'persons, or records')
    .option(...configOption)
    .option('-s, --search <text>', 'name, e-mail, phone, born:1980, tag:vip and others')
    .option('--explain <person>', 'why the records of a person are one')
    .option('-n, --limit <count>', 'how many persons', wholeNumber, 20)
    .option('--node <node>', 'only whom a node knows, and what it knows of them')
    .option('--dry-run', 'of erase: only say what would be erased')
    .option('--days <count>', 'of figures: how many days', wholeNumber, 30)
    .option(
      '--set <property=value...>',
      'of create and edit: properties; nothing after = takes back',
    )
    .option('--tag <tags...>', 'of create and tag: labels to add')
    .option('--untag <tags...>', 'of tag: labels to take away, whoever gave them')
    .option('--consent <channel=state...>', 'of create and consent: granted, denied or withdrawn')
    .option('--source <words>', 'of consent: where it was said; default staff')
    .option('--key <key>', 'of what is written: the same key writes it once')
    .option(...jsonOption)
    .action(
      async (
        action: CustomerAction | undefined,
        names: string[],
        options: CustomersCommandOptions,
      ) => {
        const { customersCommand } = await import('./customers.ts')
        finish(await customersCommand(terminal, action, names, options))
      },
    )

  program
    .command('bonus')
    .description('bonus checks: import them from a file, and show what is left of them')
    .addArgument(
      new Argument('[action]', 'import CONNECTION.STREAM; update: take off what was spent')
        .choices(bonusActions)
        .default('show'),
    )
    .argument('[stream]', 'connection.stream of a file')
    .option(...configOption)
    .option('--dry-run', 'of import: only say what would come of it, row by row')
    .option(...jsonOption)
    .action(
      async (action: BonusAction, stream: string | undefined, options: BonusCommandOptions) => {
        const { bonusCommand } = await import('./bonus.ts')
        finish(await bonusCommand(terminal, action, stream, options))
      },
    )

  program
    .command('pages')
    .description('links to hosted pages: sign-up, a person’s details, unsubscribe; and their key')
    .addArgument(
      new Argument(
        '<action>',
        'show: the links of all forms; update PERSON; unsubscribe PERSON; rotate: sign by another key',
      ).choices(pageActions),
    )
    .argument('[person]', 'the name of a person')
    .option(...configOption)
    .option('--form <form>', 'of update: whose fields are shown')
    .option('--sms', 'of unsubscribe: from text messages; default from mails')
    .option('--purpose <purpose>', 'of unsubscribe: what for', 'marketing')
    .option('--node <node>', 'of unsubscribe: the node that writes')
    .option('--revoke', 'of rotate: no link that was made before is good any more')
    .option(...jsonOption)
    .action(
      async (action: PageAction, person: string | undefined, options: PagesCommandOptions) => {
        const { pagesCommand } = await import('./pages.ts')
        finish(await pagesCommand(terminal, action, person, options))
      },
    )

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
      const { figuresCommand } = await import('./figures.ts')
      finish(await figuresCommand(terminal, named, options))
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
        const { ratesCommand } = await import('./rates.ts')
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
      const { reportCommand } = await import('./report.ts')
      finish(await reportCommand(terminal, name, options))
    })

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
      const { segmentsCommand } = await import('./segments.ts')
      finish(await segmentsCommand(terminal, named, options))
    })

  program
    .command('backup')
    .description('write everything that the store has to one file; possible while others write')
    .argument('<file>', 'where to; only this user may read it')
    .option(...configOption)
    .option(...jsonOption)
    .action(async (file: string, options: CommonOptions) => {
      const { backupCommand } = await import('./backup.ts')
      finish(await backupCommand(terminal, file, options))
    })

  program
    .command('restore')
    .description('fill an empty store from a backup')
    .argument('<file>', 'what `cartograph backup` wrote')
    .option(...configOption)
    .option(...jsonOption)
    .action(async (file: string, options: CommonOptions) => {
      const { restoreCommand } = await import('./backup.ts')
      finish(await restoreCommand(terminal, file, options))
    })

  program
    .command('store')
    .description('move the store to another database')
    .addArgument(new Argument('<action>', 'what to do').choices(['copy']))
    .requiredOption('--to <address>', 'an empty database, postgres://…, or a new file')
    .option(...configOption)
    .option(...jsonOption)
    .action(async (_action: string, options: CommonOptions & { readonly to: string }) => {
      const { copyStoreCommand } = await import('./backup.ts')
      finish(await copyStoreCommand(terminal, options))
    })

  program
    .command('docs')
    .description('write the reference page of a connector, or the JSON Schema of the configuration')
    .argument('[connector]', 'its name, as a configuration gives it')
    .option('--schema', 'the JSON Schema of the configuration, for editors')
    .option('-o, --out <file>', 'a file, or - for standard output', '-')
    .option('--check', 'write nothing; fail where the file is not what would be written')
    .action(async (connector: string | undefined, options: DocsCommandOptions) => {
      const { docsCommand } = await import('./docs.ts')
      finish(await docsCommand(terminal, connector, options))
    })

  return program
}

function portNumber(text: string): number {
  const value = Number(text)
  if (!Number.isInteger(value) || value < 0 || value > 65_535)
    throw new InvalidArgumentError('Expected a port from 0 to 65535.')
  return value
}

function wholeNumber(text: string): number {
  const value = Number(text)
  if (!Number.isInteger(value) || value < 1)
    throw new InvalidArgumentError('Expected a whole number from 1.')
  return value
}
