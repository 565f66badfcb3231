import { Command } from 'commander'
import { hostVersion } from '../../host-version/index.ts'
import type { ExitCode, Terminal } from '../terminal.ts'
import { automationCommands } from './automation-commands.ts'
import { campaignCommands } from './campaign-commands.ts'
import { cartCommands } from './cart-commands.ts'
import { configurationCommands } from './configuration-commands.ts'
import { dataCommands } from './data-commands.ts'
import { feedCommands } from './feed-commands.ts'
import { figuresCommands } from './figures-commands.ts'
import { hostingCommands } from './hosting-commands.ts'
import { peopleCommands } from './people-commands.ts'
import { shareCommands } from './share-commands.ts'
import { userCommands } from './user-commands.ts'

/** The command line; what a command answers goes to `finish`. A command loads what it needs when it runs, and nothing else. */
export function buildProgram(terminal: Terminal, finish: (code: ExitCode) => void): Command {
  const program = new Command('cartograph')
    .description('Reads commerce data from shops, payment providers and files, and delivers it.')
    .version(hostVersion().replace(/^\S+ /, ''))
    .exitOverride()
    .configureOutput({
      writeOut: (text) => void terminal.out(text).catch(() => {}),
      writeErr: (text) => terminal.say(text.trimEnd()),
    })
    .showHelpAfterError('Run it with --help to see what it takes.')

  dataCommands(program, terminal, finish)
  peopleCommands(program, terminal, finish)
  figuresCommands(program, terminal, finish)
  shareCommands(program, terminal, finish)
  campaignCommands(program, terminal, finish)
  automationCommands(program, terminal, finish)
  cartCommands(program, terminal, finish)
  feedCommands(program, terminal, finish)
  hostingCommands(program, terminal, finish)
  configurationCommands(program, terminal, finish)
  userCommands(program, terminal, finish)

  return program
}
