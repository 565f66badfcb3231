import { auditPage } from '../access/index.ts'
import { auditText } from './audit-text.ts'
import { withInstallation, type CommonOptions } from './installation.ts'
import type { ExitCode, Terminal } from './terminal.ts'

export interface AuditCommandOptions extends CommonOptions {
  readonly limit: number
  /** The entry that the page before ended with. */
  readonly before?: string
}

/** `cartograph audit`: who did what, the newest first. */
export function auditCommand(terminal: Terminal, options: AuditCommandOptions): Promise<ExitCode> {
  const { json, ...asked } = options
  return withInstallation(terminal, { ...options, readOnly: true }, async ({ store }) => {
    const page = await store.read((dialect, org) => auditPage(dialect, org, asked))
    await terminal.out(json === true ? `${JSON.stringify(page)}\n` : auditText(page))
    return 0
  })
}
