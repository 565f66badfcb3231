import { Argument, type Command } from 'commander'
import type { BonusCommandOptions } from '../bonus.ts'
import {
  bonusActions,
  customerActions,
  pageActions,
  type BonusAction,
  type CustomerAction,
  type PageAction,
} from '../actions.ts'
import type { CustomersCommandOptions } from '../customers-options.ts'
import type { PagesCommandOptions } from '../pages.ts'
import type { ExitCode, Terminal } from '../terminal.ts'
import { configOption, jsonOption } from './command-options.ts'
import { wholeNumber } from './given-numbers.ts'

/** Commands about customers. */
export function peopleCommands(
  program: Command,
  terminal: Terminal,
  finish: (code: ExitCode) => void,
): void {
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
        const { customersCommand } = await import('../customers.ts')
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
        const { bonusCommand } = await import('../bonus.ts')
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
        const { pagesCommand } = await import('../pages.ts')
        finish(await pagesCommand(terminal, action, person, options))
      },
    )
}
