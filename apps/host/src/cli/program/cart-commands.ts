import { Argument, type Command } from 'commander'
import { cartActions, type CartAction } from '../actions.ts'
import type { CartsCommandOptions } from '../carts.ts'
import type { ExitCode, Terminal } from '../terminal.ts'
import { configOption, jsonOption } from './command-options.ts'
import { wholeNumber } from './given-numbers.ts'

/** The command for carts that are left. */
export function cartCommands(
  program: Command,
  terminal: Terminal,
  finish: (code: ExitCode) => void,
): void {
  program
    .command('carts')
    .description(
      'carts that were left: list, show one, what came of the messages, or what the rules would have sent',
    )
    .addArgument(
      new Argument('[action]', 'default: figures').choices(cartActions).default('figures'),
    )
    .argument('[cart]', 'of show: its id, such as shop:1234')
    .option(...configOption)
    .option('--from <day>', 'default: 30 days ago')
    .option('--to <day>', 'default: today')
    .option('--state <state>', 'of list: left, waiting, recovered, unsubscribed and others')
    .option('--rule <id>', 'of figures: of this rule alone')
    .option('-n, --limit <count>', 'of list: how many', wholeNumber, 50)
    .option(...jsonOption)
    .action(async (action: CartAction, cart: string | undefined, options: CartsCommandOptions) => {
      const { cartsCommand } = await import('../carts.ts')
      finish(await cartsCommand(terminal, action, cart, options))
    })
}
