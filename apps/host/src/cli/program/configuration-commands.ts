import { Argument, type Command } from 'commander'
import {
  configActions,
  organisationActions,
  uploadActions,
  type ConfigAction,
  type OrganisationAction,
  type UploadAction,
} from '../actions.ts'
import type { DisconnectCommandOptions } from '../disconnect.ts'
import type { CommonOptions } from '../installation.ts'
import type { OrganisationsCommandOptions } from '../organisations.ts'
import type { ExitCode, Terminal } from '../terminal.ts'
import type { UploadsCommandOptions } from '../uploads.ts'
import { configOption, jsonOption } from './command-options.ts'

/** Commands for what the store keeps of configurations, and for the organisations that have them. */
export function configurationCommands(
  program: Command,
  terminal: Terminal,
  finish: (code: ExitCode) => void,
): void {
  program
    .command('config')
    .description('what the store keeps of the configuration: list it, export it as YAML, import it')
    .addArgument(new Argument('[action]', 'default: list').choices(configActions).default('list'))
    .argument('[file]', 'of import: YAML as `config export` writes it; default: what is piped in')
    .option(...configOption)
    .option(...jsonOption)
    .action(async (action: ConfigAction, file: string | undefined, options: CommonOptions) => {
      const { configCommand } = await import('../config.ts')
      finish(await configCommand(terminal, action, file, options))
    })

  program
    .command('disconnect')
    .description('take a connection of the store away; what was read from it stays')
    .argument('<connection>', 'one that the store keeps')
    .option(...configOption)
    .option('--delete-data', 'delete what was read from it as well, for good')
    .option('--yes', 'do not ask whether to delete')
    .option(...jsonOption)
    .action(async (connection: string, options: DisconnectCommandOptions) => {
      const { disconnectCommand } = await import('../disconnect.ts')
      finish(await disconnectCommand(terminal, connection, options))
    })

  program
    .command('uploads')
    .description('files that people brought by the page: list them, remove what nothing reads')
    .addArgument(new Argument('[action]', 'default: list').choices(uploadActions).default('list'))
    .argument('[name]', 'of remove: the name of a file')
    .option(...configOption)
    .option('--yes', 'of remove: do not ask')
    .option(...jsonOption)
    .action(
      async (action: UploadAction, name: string | undefined, options: UploadsCommandOptions) => {
        const { uploadsCommand } = await import('../uploads.ts')
        finish(await uploadsCommand(terminal, action, name, options))
      },
    )

  program
    .command('organisations')
    .description('organisations of this installation: list them, add one, remove one')
    .addArgument(
      new Argument('[action]', 'default: list').choices(organisationActions).default('list'),
    )
    .argument('[id]', 'of add: a short name, such as solsikke; of remove: the one that goes')
    .option(...configOption)
    .option(
      '--name <name>',
      'of add: what people call it, default its id; of remove: the same once more',
    )
    .option(...jsonOption)
    .action(
      async (
        action: OrganisationAction,
        id: string | undefined,
        options: OrganisationsCommandOptions,
      ) => {
        const { organisationsCommand } = await import('../organisations.ts')
        finish(await organisationsCommand(terminal, action, id, options))
      },
    )
}
