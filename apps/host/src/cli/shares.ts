import { fault } from '@cartograph/core'
import type { Changing } from '../access/index.ts'
import { parseFigureSettings } from '../config/index.ts'
import type { Installation } from '../connections/index.ts'
import { rangeIn } from '../dashboards/index.ts'
import {
  makeShare,
  renewShare,
  revokeShare,
  shownShares,
  type WantedShare,
} from '../sharing/index.ts'
import type { ShareChoice } from '../rights/index.ts'
import type { ShareAction } from './actions.ts'
import { withInstallation, type CommonOptions } from './installation.ts'
import { sharesText } from './shares-text.ts'
import type { ExitCode, Terminal } from './terminal.ts'

export interface SharesCommandOptions extends CommonOptions {
  /** Of make: the name is that of a portal. */
  readonly portal?: boolean
  readonly range?: string
  readonly compare?: string
  readonly currency?: string
  readonly stores?: string
  readonly segments?: string
  readonly choose?: readonly ShareChoice[]
  readonly embed?: readonly string[]
  /** The name of a variable of the environment, so that the password stands in no history of a shell. */
  readonly passwordFrom?: string
  readonly until?: string
}

/**
 * `cartograph shares`: links to dashboards and portals.
 * `cartograph shares make NAME`: a link to a dashboard, or with `--portal` to a portal; `renew LINK`: another token; `revoke LINK`: its end.
 */
export async function sharesCommand(
  terminal: Terminal,
  action: ShareAction,
  name: string | undefined,
  options: SharesCommandOptions,
): Promise<ExitCode> {
  const readOnly = action === 'list'
  return withInstallation(terminal, { ...options, readOnly }, async (installation) => {
    const changing: Changing = { by: { kind: 'command' }, now: Date.now() }
    const { store } = installation
    if (action === 'list') {
      const shares = await shownShares(store, changing.now)
      await terminal.out(
        options.json === true ? `${JSON.stringify({ ok: true, shares })}\n` : sharesText(shares),
      )
      return 0
    }
    if (name === undefined) throw misused(action)
    if (action === 'revoke') {
      await revokeShare(store, name, changing)
      await terminal.out(
        options.json === true
          ? `${JSON.stringify({ ok: true, id: name })}\n`
          : `${name} leads nowhere any more.\n`,
      )
      return 0
    }
    if (action === 'renew') {
      const token = await renewShare(store, name, changing)
      return tell(terminal, installation, { id: name, token }, options)
    }
    const { share, token } = await makeShare(
      installation,
      wanted(name, options, terminal.environment),
      changing,
    )
    return tell(terminal, installation, { id: share.id, token }, options)
  })
}

function wanted(
  target: string,
  options: SharesCommandOptions,
  environment: Terminal['environment'],
): WantedShare {
  const { portal = false, choose = [], embed = [], until, passwordFrom } = options
  const { range, compare, currency, stores, segments } = options
  const expiresAt = until === undefined ? undefined : endOf(until)
  return {
    section: portal ? ('portals' as const) : ('dashboards' as const),
    target,
    settings: parseFigureSettings({
      ...(range !== undefined && { range: rangeIn(range) }),
      ...(compare !== undefined && { compare }),
      ...(currency !== undefined && { currency }),
      ...(stores !== undefined && { stores: stores.split(',') }),
      ...(segments !== undefined && { segments: segments.split(',') }),
    }),
    choices: choose,
    origins: embed,
    password: passwordFrom === undefined ? undefined : passwordIn(passwordFrom, environment),
    expiresAt,
  }
}

/** A day is good until it ends, in UTC. */
function endOf(text: string): number {
  const at = /^\d{4}-\d\d-\d\d$/.test(text) ? Date.parse(`${text}T23:59:59.999Z`) : Date.parse(text)
  if (!Number.isNaN(at)) return at
  throw fault({
    kind: 'config',
    message: `"${text}" is no day and no instant.`,
    hint: 'Such as 2026-12-31, or 2026-12-31T12:00:00Z.',
  })
}

function passwordIn(name: string, environment: Terminal['environment']): string {
  const password = environment[name]
  if (password !== undefined && password !== '') return password
  throw fault({
    kind: 'config',
    message: `The variable ${name} of the environment is empty or not set.`,
    hint: 'It holds the password that the link is to ask for.',
  })
}

/** The link alone goes to standard output, so that a script can take it. */
async function tell(
  terminal: Terminal,
  { configuration }: Installation,
  { id, token }: { readonly id: string; readonly token: string },
  { json }: SharesCommandOptions,
): Promise<ExitCode> {
  const path = `/share/${token}`
  const url = `${configuration.host?.url ?? ''}${path}`
  if (json === true) {
    await terminal.out(`${JSON.stringify({ ok: true, id, url })}\n`)
    return 0
  }
  terminal.say(
    configuration.host?.url === undefined
      ? `Link ${id}, shown this once, below the address of your host:`
      : `Link ${id}, shown this once:`,
  )
  await terminal.out(`${url}\n`)
  return 0
}

function misused(action: ShareAction): Error {
  return fault({
    kind: 'config',
    message:
      action === 'make'
        ? 'Name the dashboard: `shares make NAME`, or the portal: `shares make NAME --portal`.'
        : `Name the link: \`shares ${action} LINK\`.`,
    hint: 'Run `cartograph shares --help` to see what it takes.',
  })
}
