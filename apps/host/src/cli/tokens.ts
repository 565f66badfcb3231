import { fault } from '@cartograph/core'
import {
  declareTokens,
  issueDeclared,
  issueToken,
  revokeTokenNamed,
  rotateToken,
  shownToken,
  type Changing,
  type Issued,
} from '../access/index.ts'
import type { Installation } from '../connections/index.ts'
import { newTokenText } from '../rights/index.ts'
import { listTokens } from '../store/index.ts'
import type { TokenAction } from './actions.ts'
import { withInstallation } from './installation.ts'
import type { ExitCode, Terminal } from './terminal.ts'
import type { TokensCommandOptions } from './tokens-options.ts'
import { wantedToken } from './tokens-wanted.ts'
import { tokensText } from './tokens-text.ts'

/**
 * `cartograph tokens list | issue NAME | rotate NAME | revoke NAME`: tokens of the API.
 * `cartograph tokens secret`: a secret for a token that the configuration declares; nothing is kept.
 */
export async function tokensCommand(
  terminal: Terminal,
  action: TokenAction,
  name: string | undefined,
  options: TokensCommandOptions,
): Promise<ExitCode> {
  if (action === 'secret') {
    const secret = newTokenText(options.kind)
    await terminal.out(options.json === true ? json({ secret }) : `${secret}\n`)
    return 0
  }
  const readOnly = action === 'list'
  return withInstallation(terminal, { ...options, readOnly }, async (installation) => {
    const now = Date.now()
    if (action === 'list') return list(terminal, installation, now, options)
    if (name === undefined) throw misused(`Name the token: \`tokens ${action} NAME\`.`)
    const { store, configuration } = installation
    const changing: Changing = { by: { kind: 'command' }, now }
    await declareTokens(store, configuration.tokens ?? new Map(), now)
    if (action === 'revoke') {
      const token = await revokeTokenNamed(store, name, changing)
      await terminal.out(options.json === true ? json({ token }) : `${name} is good no more.\n`)
      return 0
    }
    if (action === 'issue') {
      const issued = configuration.tokens?.has(name)
        ? await issueDeclared(store, name, changing)
        : await issueToken(store, wantedToken(name, options, configuration, now), changing)
      return show(terminal, issued, `Secret of ${name}, shown this once:`, options)
    }
    const rotated = await rotateToken(store, name, { ...changing, graceMs: options.grace })
    const note = `Secret of ${name}, shown this once; the one before is good until ${rotated.formerUntil}:`
    return show(terminal, rotated, note, options)
  })
}

async function list(
  terminal: Terminal,
  { store }: Installation,
  now: number,
  options: TokensCommandOptions,
): Promise<ExitCode> {
  const all = await store.read((dialect, org) => listTokens(dialect, org))
  const tokens = all.map((token) => shownToken(token, now))
  await terminal.out(options.json === true ? json({ tokens }) : tokensText(tokens))
  return 0
}

/** The secret alone goes to standard output, so that a script can take it. */
async function show(
  terminal: Terminal,
  issued: Issued,
  note: string,
  options: TokensCommandOptions,
): Promise<ExitCode> {
  if (options.json === true) {
    await terminal.out(json(issued))
    return 0
  }
  terminal.say(note)
  await terminal.out(`${issued.secret}\n`)
  return 0
}

function json(answer: object): string {
  return `${JSON.stringify({ ok: true, ...answer })}\n`
}

function misused(message: string): Error {
  return fault({
    kind: 'config',
    message,
    hint: 'Run `cartograph tokens --help` to see what it takes.',
  })
}
