import { Argument, type Command } from 'commander'
import { automationActions, type AutomationAction } from '../actions.ts'
import type { AutomationsCommandOptions } from '../automations.ts'
import type { ExitCode, Terminal } from '../terminal.ts'
import { configOption, jsonOption } from './command-options.ts'
import { wholeNumber } from './given-numbers.ts'

/** The command for automations. */
export function automationCommands(
  program: Command,
  terminal: Terminal,
  finish: (code: ExitCode) => void,
): void {
  program
    .command('automations')
    .description(
      'automations: how they stand, what they did, what they would have done; pause one, or let it go on',
    )
    .addArgument(
      new Argument('[action]', 'default: list').choices(automationActions).default('list'),
    )
    .argument('[automation]', 'its id')
    .option(...configOption)
    .option('--from <day>', 'of dry-run: default 30 days ago')
    .option('--to <day>', 'of dry-run: default today')
    .option('--show', 'of dry-run: show what the first ones would have been sent')
    .option('--person <name>', 'of runs: what was done about one person')
    .option('--skip-waiting', 'of pause and resume: leave out what waits')
    .option('-n, --limit <count>', 'of runs: how many', wholeNumber, 20)
    .option(...jsonOption)
    .action(
      async (
        action: AutomationAction,
        id: string | undefined,
        options: AutomationsCommandOptions,
      ) => {
        const { automationsCommand } = await import('../automations.ts')
        finish(await automationsCommand(terminal, action, id, options))
      },
    )
}
