import { fault } from '@cartograph/core'
import { broughtFiles, removeBroughtFile, type BroughtFile } from '../declared/index.ts'
import type { UploadAction } from './actions.ts'
import { withInstallation, type CommonOptions } from './installation.ts'
import { isSure } from './sure.ts'
import { count, table, type Column } from './table.ts'
import type { ExitCode, Terminal } from './terminal.ts'

export interface UploadsCommandOptions extends CommonOptions {
  readonly yes?: boolean
}

/** `cartograph uploads [list | remove NAME]`: files that people brought by the page or the API. */
export function uploadsCommand(
  terminal: Terminal,
  action: UploadAction,
  name: string | undefined,
  options: UploadsCommandOptions,
): Promise<ExitCode> {
  const readOnly = action === 'list'
  return withInstallation(terminal, { ...options, readOnly }, async (installation) => {
    if (action === 'list') {
      const uploads = await broughtFiles(installation)
      await terminal.out(
        options.json === true ? `${JSON.stringify({ ok: true, uploads })}\n` : textOf(uploads),
      )
      return 0
    }
    if (name === undefined)
      throw fault({ kind: 'config', message: 'Name the file: `uploads remove NAME`.' })
    if (!(await isSure(terminal, `${name} is deleted for good.`, options))) return 1
    await removeBroughtFile(installation, name, { by: { kind: 'command' }, now: Date.now() })
    await terminal.out(
      options.json === true ? `${JSON.stringify({ ok: true, name })}\n` : `${name} is gone.\n`,
    )
    return 0
  })
}

const columns: readonly Column<BroughtFile>[] = [
  { heading: 'file', align: 'left', cell: ({ name }) => name },
  { heading: 'bytes', align: 'right', cell: ({ bytes }) => count(bytes) },
  { heading: 'rows', align: 'right', cell: ({ rows }) => (rows === undefined ? '' : count(rows)) },
  {
    heading: 'brought',
    align: 'left',
    cell: ({ changedAt }) => `${changedAt.slice(0, 16).replace('T', ' ')} UTC`,
  },
  { heading: 'read by', align: 'left', cell: ({ usedBy }) => usedBy.join(', ') },
]

function textOf(uploads: readonly BroughtFile[]): string {
  return uploads.length === 0 ? 'Nobody brought a file.\n' : `${table(columns, uploads)}\n`
}
