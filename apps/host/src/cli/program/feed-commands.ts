import { Argument, type Command } from 'commander'
import { feedActions, type FeedAction } from '../actions.ts'
import type { FeedsCommandOptions } from '../feeds.ts'
import type { ExitCode, Terminal } from '../terminal.ts'
import { configOption, jsonOption } from './command-options.ts'
import { wholeNumber } from './given-numbers.ts'

/** The command for product feeds. */
export function feedCommands(
  program: Command,
  terminal: Terminal,
  finish: (code: ExitCode) => void,
): void {
  program
    .command('feeds')
    .description('product feeds: show them, look at their rows, make them now')
    .addArgument(
      new Argument(
        '<action>',
        'list; preview FEED; run [FEEDS]; report FEED; allow FEED: show it though much vanishes; rotate FEED: another address',
      ).choices(feedActions),
    )
    .argument('[feeds...]', 'of run: default all')
    .option(...configOption)
    .option('-n, --rows <count>', 'of preview: how many rows', wholeNumber, 10)
    .option('--text', 'of preview: as they would be written')
    .option('--now', 'of report: what would be wrong with the products as they are now')
    .option(...jsonOption)
    .action(async (action: FeedAction, feeds: string[], options: FeedsCommandOptions) => {
      const { feedsCommand } = await import('../feeds.ts')
      finish(await feedsCommand(terminal, action, feeds, options))
    })
}
