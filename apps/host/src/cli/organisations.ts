import { fault } from '@cartograph/core'
import { makeToken } from '../access/index.ts'
import { noteHome, organisationDesk, type ShownOrganisation } from '../declared/index.ts'
import type { OrganisationAction } from './actions.ts'
import { homeOnly, withInstallation, type CommonOptions } from './installation.ts'
import { table, type Column } from './table.ts'
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

/** `cartograph organisations list | add ID`: those whose data this installation keeps. */
export function organisationsCommand(
  terminal: Terminal,
  action: OrganisationAction,
  id: string | undefined,
  options: OrganisationsCommandOptions,
): Promise<ExitCode> {
  return withInstallation(homeOnly(terminal), options, async ({ store }) => {
    const now = Date.now()
    await noteHome(store, now)
    const desk = organisationDesk(store)
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
      throw fault({ kind: 'config', message: 'Name the organisation: `organisations add ID`.' })
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
