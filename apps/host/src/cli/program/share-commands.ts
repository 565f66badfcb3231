import { Argument, Option, type Command } from 'commander'
import { shareChoices } from '../../rights/index.ts'
import { shareActions, type ShareAction } from '../actions.ts'
import type { SharesCommandOptions } from '../shares.ts'
import type { ExitCode, Terminal } from '../terminal.ts'
import { configOption, jsonOption } from './command-options.ts'

/** Commands about what is shown to people without an account. */
export function shareCommands(
  program: Command,
  terminal: Terminal,
  finish: (code: ExitCode) => void,
): void {
  program
    .command('shares')
    .description('links by which people without an account look at a dashboard or a portal')
    .addArgument(
      new Argument(
        '[action]',
        'list (the default); make DASHBOARD: a link, told once; renew LINK: another one in its place; revoke LINK: its end',
      )
        .choices(shareActions)
        .default('list'),
    )
    .argument('[name]', 'of make: a dashboard, or with --portal a portal; else the id of a link')
    .option(...configOption)
    .option('--portal', 'of make: the name is that of a portal')
    .option('--range <range>', 'of make: days by name such as last30, or 2026-10-01..2026-10-31')
    .addOption(
      new Option('--compare <with>', 'of make: with what').choices(['none', 'previous', 'year']),
    )
    .option('--currency <code>', 'of make: show amounts in it')
    .option('--stores <ids>', 'of make: of these alone, with commas between')
    .option('--segments <names>', 'of make: of what is in all of these, with commas between')
    .addOption(
      new Option('--choose <what...>', 'of make: what whoever looks may choose').choices(
        shareChoices,
      ),
    )
    .option('--embed <origins...>', 'of make: pages that may frame it: https://shop.example')
    .option('--password-from <variable>', 'of make: the variable that holds its password')
    .option('--until <day>', 'of make: the last day, or an instant; default: it does not end')
    .option(...jsonOption)
    .action(
      async (action: ShareAction, name: string | undefined, options: SharesCommandOptions) => {
        const { sharesCommand } = await import('../shares.ts')
        finish(await sharesCommand(terminal, action, name, options))
      },
    )
}
