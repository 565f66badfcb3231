import { Option, type Command } from 'commander'
import type { CampaignsCommandOptions } from '../campaigns.ts'
import type { ExitCode, Terminal } from '../terminal.ts'
import { configOption, jsonOption } from './command-options.ts'
import { wholeNumber } from './given-numbers.ts'

/** The command for what campaigns led to. */
export function campaignCommands(
  program: Command,
  terminal: Terminal,
  finish: (code: ExitCode) => void,
): void {
  program
    .command('campaigns')
    .description('which campaigns led to which sales, by message, product and category')
    .option(...configOption)
    .option(
      '--by <dimensions>',
      'source, medium, campaign, message, store, and product or category, with commas between; default source,medium,campaign',
    )
    .option('--from <day>', 'default: 29 days before the last one')
    .option('--to <day>', 'default: today')
    .addOption(
      new Option(
        '--model <model>',
        'which link counts; default: that of the configuration',
      ).choices(['last', 'first']),
    )
    .option('--currency <code>', 'show amounts in it; needed where there are several')
    .option('--stores <ids>', 'of these alone, with commas between')
    .option('--rates <files...>', 'files of the European Central Bank, or CSV: day, currency, rate')
    .option('--update', 'look at what changed first, as `serve` does all the time')
    .option(
      '-n, --limit <count>',
      'how many rows, those with the most revenue first',
      wholeNumber,
      100,
    )
    .option('--csv', 'the rows as CSV')
    .option(...jsonOption)
    .action(async (options: CampaignsCommandOptions) => {
      const { campaignsCommand } = await import('../campaigns.ts')
      finish(await campaignsCommand(terminal, options))
    })
}
