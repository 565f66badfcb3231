import { Argument, type Command } from 'commander'
import {
  configActions,
  organisationActions,
  type ConfigAction,
  type OrganisationAction,
} from '../actions.ts'
import type { CommonOptions } from '../installation.ts'
import type { OrganisationsCommandOptions } from '../organisations.ts'
import type { ExitCode, Terminal } from '../terminal.ts'
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
    .command('organisations')
    .description('organisations of this installation: list them, add one')
    .addArgument(
      new Argument('[action]', 'default: list').choices(organisationActions).default('list'),
    )
    .argument('[id]', 'of add: a short name, such as solsikke')
    .option(...configOption)
    .option('--name <name>', 'of add: what people call it; default its id')
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
