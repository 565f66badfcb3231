import { Argument, Option, type Command } from 'commander'
import { permissionNames } from '../../rights/index.ts'
import {
  secretActions,
  servedActions,
  surfaceActions,
  tokenActions,
  webhookActions,
  type SecretAction,
  type ServedAction,
  type SurfaceAction,
  type TokenAction,
  type WebhookAction,
} from '../actions.ts'
import type { AuditCommandOptions } from '../audit.ts'
import { givenDurationMs } from '../given-duration.ts'
import type { CommonOptions } from '../installation.ts'
import type { ServedCommandOptions } from '../served.ts'
import type { ServeCommandOptions } from '../serve.ts'
import type { TokensCommandOptions } from '../tokens-options.ts'
import type { ExitCode, Terminal } from '../terminal.ts'
import { configOption, jsonOption } from './command-options.ts'
import { portNumber, wholeNumber } from './given-numbers.ts'

/** Commands of whoever keeps a host running. */
export function hostingCommands(
  program: Command,
  terminal: Terminal,
  finish: (code: ExitCode) => void,
): void {
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
      const { serveCommand } = await import('../serve.ts')
      finish(await serveCommand(terminal, options))
    })

  program
    .command('worker')
    .description('do what serving hosts do, beside them, on a store in PostgreSQL; until stopped')
    .option(...configOption)
    .option('--json', 'the log as JSON lines on standard output')
    .action(async (options: CommonOptions) => {
      const { workerCommand } = await import('../worker.ts')
      finish(await workerCommand(terminal, options))
    })

  program
    .command('secrets')
    .description('values that the store keeps sealed, for ${secret:name} in the configuration')
    .addArgument(
      new Argument(
        '<action>',
        'set NAME: the value comes from a prompt or from standard input; list; remove NAME; rotate: seal all by the first key; key: make one',
      ).choices(secretActions),
    )
    .argument('[name]', 'the name of a secret')
    .option(...configOption)
    .option(...jsonOption)
    .action(async (action: SecretAction, name: string | undefined, options: CommonOptions) => {
      const { secretsCommand } = await import('../secrets.ts')
      finish(await secretsCommand(terminal, action, name, options))
    })

  program
    .command('webhooks')
    .description('tell vendors where their webhooks go, show it, or take it back')
    .addArgument(new Argument('<action>', 'what to do').choices(webhookActions))
    .argument('[connections...]', 'default: all that take webhooks')
    .option(...configOption)
    .option(...jsonOption)
    .action(async (action: WebhookAction, connections: string[], options: CommonOptions) => {
      const { webhooksCommand } = await import('../webhooks.ts')
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
        const { servedCommand } = await import('../served.ts')
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
      const { surfacesCommand } = await import('../surfaces.ts')
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
        const { tokensCommand } = await import('../tokens.ts')
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
      const { auditCommand } = await import('../audit.ts')
      finish(await auditCommand(terminal, options))
    })

  program
    .command('backup')
    .description('write everything that the store has to one file; possible while others write')
    .argument('<file>', 'where to; only this user may read it')
    .option(...configOption)
    .option(...jsonOption)
    .action(async (file: string, options: CommonOptions) => {
      const { backupCommand } = await import('../backup.ts')
      finish(await backupCommand(terminal, file, options))
    })

  program
    .command('restore')
    .description('fill an empty store from a backup')
    .argument('<file>', 'what `cartograph backup` wrote')
    .option(...configOption)
    .option(...jsonOption)
    .action(async (file: string, options: CommonOptions) => {
      const { restoreCommand } = await import('../backup.ts')
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
      const { copyStoreCommand } = await import('../backup.ts')
      finish(await copyStoreCommand(terminal, options))
    })
}
