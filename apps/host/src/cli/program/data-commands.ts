import { Option, type Command } from 'commander'
import type { ActCommandOptions } from '../act.ts'
import type { CheckCommandOptions } from '../check.ts'
import type { DocsCommandOptions } from '../docs.ts'
import type { DoctorCommandOptions } from '../doctor.ts'
import type { ExportCommandOptions } from '../export.ts'
import type { InitAnswers } from '../init-questions.ts'
import type { CommonOptions } from '../installation.ts'
import type { PrepareCommandOptions } from '../prepare.ts'
import type { PreviewCommandOptions } from '../preview.ts'
import type { PushCommandOptions } from '../push.ts'
import type { ReplayCommandOptions } from '../replay.ts'
import { exportFormats } from '../export-formats.ts'
import type { SchemaCommandOptions } from '../schema.ts'
import type { SyncCommandOptions } from '../sync.ts'
import type { TestFeedCommandOptions } from '../test-feed.ts'
import type { ExitCode, Terminal } from '../terminal.ts'
import { configOption, jsonOption, organisationOption } from './command-options.ts'
import { wholeNumber } from './given-numbers.ts'

/** Commands that read, map and deliver. */
export function dataCommands(
  program: Command,
  terminal: Terminal,
  finish: (code: ExitCode) => void,
): void {
  program
    .command('init')
    .description('write a commented cartograph.yaml and a first mapping; never overwrites')
    .option('--organisation <id>', 'short name of whom the data belongs to')
    .option('--file <path>', 'an export file (CSV, TSV or NDJSON) to begin with')
    .option('--entity <name>', 'what the file holds: order, customer, product, …')
    .action(async (options: Partial<InitAnswers>) => {
      const { initCommand } = await import('../init.ts')
      finish(await initCommand(terminal, options))
    })

  program
    .command('check')
    .description('check the configuration, then every connection; changes nothing')
    .option(...configOption)
    .option(...organisationOption)
    .option(...jsonOption)
    .action(async (options: CheckCommandOptions) => {
      const { checkCommand } = await import('../check.ts')
      finish(await checkCommand(terminal, options))
    })

  for (const change of ['pause', 'resume'] as const)
    program
      .command(change)
      .description(
        change === 'pause'
          ? 'read nothing from a connection and send nothing to it, until it is resumed'
          : 'let a paused connection go on where it was',
      )
      .argument('<connection>', 'one of the configuration')
      .option(...configOption)
      .option(...jsonOption)
      .action(async (connection: string, options: CommonOptions) => {
        const { pauseCommand } = await import('../pause.ts')
        finish(await pauseCommand(terminal, change, connection, options))
      })

  program
    .command('prepare')
    .description('make at the vendors what the connections need there, such as groups and tables')
    .argument('[connections...]', 'default: all that need something')
    .option(...configOption)
    .option('--dry-run', 'only say what would be done')
    .option(...jsonOption)
    .action(async (connections: string[], options: PrepareCommandOptions) => {
      const { prepareCommand } = await import('../prepare.ts')
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
      const { discoverCommand } = await import('../discover.ts')
      finish(await discoverCommand(terminal, connections, options))
    })

  program
    .command('schema')
    .description('show the tables at a vendor, their columns, keys and links; asks no vendor')
    .argument('<connection>', 'one of the configuration, after `cartograph discover`')
    .option(...configOption)
    .option('--svg <file>', 'also as a picture, or - for standard output alone')
    .option(...jsonOption)
    .action(async (connection: string, options: SchemaCommandOptions) => {
      const { schemaCommand } = await import('../schema.ts')
      finish(await schemaCommand(terminal, connection, options))
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
      const { actCommand } = await import('../act.ts')
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
      const { syncCommand } = await import('../sync.ts')
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
      const { pushCommand } = await import('../push.ts')
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
      const { replayCommand } = await import('../replay.ts')
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
      const { previewCommand } = await import('../preview.ts')
      finish(await previewCommand(terminal, what, options))
    })

  program
    .command('test-feed')
    .description('show what would arrive of one example of a delivery; with --send, what arrived')
    .argument('<delivery>', 'its id')
    .option(...configOption)
    .option('--send', 'send it as a test, once')
    .option('--row <id>', 'which row; default: the newest that fits')
    .option('--show', 'personal data as it is')
    .option(...jsonOption)
    .action(async (delivery: string, options: TestFeedCommandOptions) => {
      const { testFeedCommand } = await import('../test-feed.ts')
      finish(await testFeedCommand(terminal, delivery, options))
    })

  program
    .command('status')
    .description('show how every stream and delivery stands; asks no vendor')
    .option(...configOption)
    .option(...jsonOption)
    .action(async (options: CommonOptions) => {
      const { statusCommand } = await import('../status.ts')
      finish(await statusCommand(terminal, options))
    })

  program
    .command('doctor')
    .description('look at everything that may be wrong, and say what to do; changes nothing')
    .option(...configOption)
    .option(...organisationOption)
    .option('--online', 'also ask every vendor whether its connection works')
    .option(...jsonOption)
    .action(async (options: DoctorCommandOptions) => {
      const { doctorCommand } = await import('../doctor.ts')
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
    .option(
      '--raw',
      'texts of CSV as they are, for programs; else an apostrophe stands before what a spreadsheet would calculate',
    )
    .action(async (entity: string, options: ExportCommandOptions) => {
      const { exportCommand } = await import('../export.ts')
      finish(await exportCommand(terminal, entity, options))
    })

  program
    .command('docs')
    .description(
      'write the reference page of a connector or the API, or the JSON Schema of the configuration',
    )
    .argument('[connector]', 'its name, as a configuration gives it')
    .option('--schema', 'the JSON Schema of the configuration, for editors')
    .option('--api', 'the reference page of the API')
    .option('-o, --out <file>', 'a file, or - for standard output', '-')
    .option('--check', 'write nothing; fail where the file is not what would be written')
    .action(async (connector: string | undefined, options: DocsCommandOptions) => {
      const { docsCommand } = await import('../docs.ts')
      finish(await docsCommand(terminal, connector, options))
    })
}
