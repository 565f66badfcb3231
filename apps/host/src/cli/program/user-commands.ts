import { Argument, Option, type Command } from 'commander'
import { roleNames } from '../../rights/index.ts'
import { userActions, type UserAction } from '../actions.ts'
import type { ExitCode, Terminal } from '../terminal.ts'
import type { UsersCommandOptions } from '../users.ts'
import { configOption, jsonOption } from './command-options.ts'

/** The command for people who sign in. */
export function userCommands(
  program: Command,
  terminal: Terminal,
  finish: (code: ExitCode) => void,
): void {
  program
    .command('users')
    .description('people who sign in: who they are, inviting, roles, links for another password')
    .addArgument(
      new Argument(
        '<action>',
        'list; invite EMAIL; role EMAIL; remove EMAIL; reset EMAIL: a link for another password',
      ).choices(userActions),
    )
    .argument('[email]', 'the address of a mail, or an id')
    .addOption(new Option('-r, --role <role>', 'of invite and role: as what').choices(roleNames))
    .option('--second-step', 'of reset: take the second step off too, where the device is lost')
    .option(...configOption)
    .option(...jsonOption)
    .action(async (action: UserAction, who: string | undefined, options: UsersCommandOptions) => {
      const { usersCommand } = await import('../users.ts')
      finish(await usersCommand(terminal, action, who, options))
    })
}
