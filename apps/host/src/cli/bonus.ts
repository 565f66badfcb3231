import { existsSync } from 'node:fs'
import { fault } from '@cartograph/core'
import { bonusLook, bonusStanding, type BonusLook } from '../bonus/index.ts'
import type { Configuration } from '../config/index.ts'
import { sync } from '../engine/index.ts'
import { isPostgres, openStore, type Place } from '../store/index.ts'
import { followVouchers } from '../vouchers/index.ts'
import type { BonusAction } from './actions.ts'
import { lookText, standingText } from './bonus-text.ts'
import { runByHand } from './hand-run.ts'
import { withConfiguration, withInstallation, type CommonOptions } from './installation.ts'
import type { ExitCode, Terminal } from './terminal.ts'

export interface BonusCommandOptions extends CommonOptions {
  /** Of `import`: only says what would come of it. */
  readonly dryRun?: boolean
}

/** `cartograph bonus [show|update]`, `cartograph bonus import <connection.stream>`: bonus checks, and what is left of them. */
export async function bonusCommand(
  terminal: Terminal,
  action: BonusAction,
  stream: string | undefined,
  options: BonusCommandOptions,
): Promise<ExitCode> {
  switch (action) {
    case 'show':
      return withInstallation(terminal, { ...options, readOnly: true }, async ({ store }) => {
        const standing = await bonusStanding(store)
        await terminal.out(
          options.json === true
            ? `${JSON.stringify({ ok: true, ...standing })}\n`
            : standingText(standing),
        )
        return 0
      })
    case 'update':
      return withInstallation(terminal, options, async ({ store }) => {
        await followVouchers(store, { signal: terminal.signal })
        await terminal.out(options.json === true ? '{"ok":true}\n' : 'Vouchers are up to date.\n')
        return 0
      })
    case 'import':
      return importChecks(terminal, stream, options)
    default:
      return action satisfies never
  }
}

async function importChecks(
  terminal: Terminal,
  what: string | undefined,
  options: BonusCommandOptions,
): Promise<ExitCode> {
  const dot = what?.indexOf('.') ?? -1
  if (what === undefined || dot < 1)
    throw fault({
      kind: 'config',
      message: 'It is not said where the bonus checks are.',
      hint: 'Name the connection of a file and its stream, such as `cartograph bonus import checks.bonus`.',
    })
  const place = { connection: what.slice(0, dot), stream: what.slice(dot + 1) }
  let look: BonusLook | undefined
  const looked = await withConfiguration(terminal, options, async (configuration) => {
    look = await lookBeside(configuration, place, terminal.signal)
    return look.faults.length === 0 ? 0 : 1
  })
  if (look === undefined) return looked
  const told = (isImported: boolean) =>
    terminal.out(
      options.json === true
        ? `${JSON.stringify({ ok: looked === 0, imported: isImported, ...look })}\n`
        : lookText(what, look as BonusLook, isImported),
    )
  if (options.dryRun === true) {
    await told(false)
    return looked
  }
  return withInstallation(terminal, options, async (installation) => {
    let isImported = false
    await runByHand(
      { ...terminal, out: async () => {} },
      installation,
      async ({ show: _show, ...given }) => {
        const { connection, stream } = place
        const report = await sync(installation, {
          ...given,
          connections: [connection],
          streams: [stream],
        })
        // A row that cannot be used is told by itself, and keeps no other back.
        isImported = report.runs.every((run) => run.fault === undefined)
        return report
      },
      { messages: ({ runs }) => runs.flatMap((run) => run.notes), text: () => '', json: false },
    )
    await followVouchers(installation.store, { signal: terminal.signal })
    await told(isImported)
    return isImported ? looked : 1
  })
}

/** What would come of an import, beside what a store knows that nobody writes to meanwhile. */
async function lookBeside(
  configuration: Configuration,
  place: Place,
  signal: AbortSignal,
): Promise<BonusLook> {
  const { store: location, organisation } = configuration
  const isThere = isPostgres(location) || existsSync(location)
  const known = isThere
    ? await openStore({ store: location, organisation, readOnly: true })
    : undefined
  try {
    return await bonusLook(configuration, place, { known, signal })
  } finally {
    await known?.close()
  }
}
