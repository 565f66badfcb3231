import { isCancel, text } from '@clack/prompts'
import { fault } from '@cartograph/core'
import { makeToken } from '../access/index.ts'
import {
  noteHome,
  organisationDesk,
  type OrganisationDesk,
  type ShownOrganisation,
} from '../declared/index.ts'
import type { OrganisationAction } from './actions.ts'
import { homeOnly, withInstallation, type CommonOptions } from './installation.ts'
import { counted, table, type Column } from './table.ts'
import type { ExitCode, Terminal } from './terminal.ts'

export interface OrganisationsCommandOptions extends CommonOptions {
  readonly name?: string
}

const columns: readonly Column<ShownOrganisation>[] = [
  { heading: 'organisation', align: 'left', cell: ({ id }) => id },
  { heading: 'name', align: 'left', cell: ({ name }) => name },
  { heading: 'set up in', align: 'left', cell: ({ origin }) => `the ${origin}` },
  { heading: 'made at', align: 'left', cell: ({ madeAt }) => madeAt },
]

/** `cartograph organisations list | add ID | remove ID`: those whose data this installation keeps. */
export function organisationsCommand(
  terminal: Terminal,
  action: OrganisationAction,
  id: string | undefined,
  options: OrganisationsCommandOptions,
): Promise<ExitCode> {
  return withInstallation(homeOnly(terminal), options, async ({ store, configuration }) => {
    const now = Date.now()
    await noteHome(store, now)
    const desk = organisationDesk(store, { folder: configuration.folder })
    if (action === 'list') {
      const organisations = await desk.list()
      await terminal.out(
        options.json === true
          ? `${JSON.stringify({ organisations })}\n`
          : `${table(columns, organisations)}\n`,
      )
      return 0
    }
    if (id === undefined)
      throw fault({
        kind: 'config',
        message: `Name the organisation: \`organisations ${action} ID\`.`,
      })
    if (action === 'remove') return remove(terminal, desk, id, options)
    const doing = { by: { kind: 'command' }, now } as const
    const organisation = await desk.add({ id, name: options.name ?? id }, doing)
    const secret = await makeToken(await store.of(id), { another: true, now })
    if (options.json === true) await terminal.out(`${JSON.stringify({ organisation, secret })}\n`)
    else {
      terminal.say(`${id} is made. Its first token, shown this once:`)
      await terminal.out(`${secret}\n`)
    }
    return 0
  })
}

/** Says what goes, and removes it once the name of the organisation was said again. */
async function remove(
  terminal: Terminal,
  desk: OrganisationDesk,
  id: string,
  options: OrganisationsCommandOptions,
): Promise<ExitCode> {
  const { records, rows, people } = await desk.holds(id)
  const parts = [
    counted(records, 'record'),
    ...Object.entries(rows).map(([entity, count]) => counted(count, entity)),
    counted(people, 'member'),
  ]
  terminal.say(`With ${id} go for good: ${parts.join(', ')}, its configuration and its files.`)
  const name = options.name ?? (await typedName(terminal))
  if (name === undefined) return 1
  const doing = { by: { kind: 'command' }, now: Date.now() } as const
  const { done } = await desk.remove({ id, name }, doing)
  const count = await done
  await terminal.out(
    options.json === true
      ? `${JSON.stringify({ ok: true, organisation: id, rows: count })}\n`
      : `${id} is removed, with ${counted(count, 'row')}.\n`,
  )
  return 0
}

async function typedName({ isInteractive, signal }: Terminal): Promise<string | undefined> {
  if (!isInteractive)
    throw fault({
      kind: 'config',
      message: 'The name of the organisation was not said once more, so nothing was removed.',
      hint: 'Say it with --name, as `cartograph organisations list` shows it.',
    })
  const answer = await text({ message: 'Its name once more:', signal })
  return isCancel(answer) ? undefined : answer
}
