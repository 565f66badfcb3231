import { registerAll, removeAll, showAll, type WebhookState } from '../api/index.ts'
import type { WebhookAction } from './actions.ts'
import { withInstallation, type CommonOptions } from './installation.ts'
import { count, table, type Column } from './table.ts'
import type { ExitCode, Terminal } from './terminal.ts'

const actions = {
  register: registerAll,
  show: showAll,
  remove: removeAll,
} as const satisfies Readonly<Record<WebhookAction, unknown>>

/** `cartograph webhooks register|show|remove [connections…]`: where vendors tell of changes. Never shows a secret of theirs. */
export function webhooksCommand(
  terminal: Terminal,
  action: WebhookAction,
  connections: readonly string[],
  options: CommonOptions,
): Promise<ExitCode> {
  const readOnly = action === 'show'
  return withInstallation(terminal, { ...options, readOnly }, async (installation) => {
    const { signal } = terminal
    const webhooks = await actions[action](installation, { connections, signal })
    if (options.json === true) await terminal.out(`${JSON.stringify({ ok: true, webhooks })}\n`)
    else await terminal.out(webhooksText(webhooks))
    return 0
  })
}

const columns: readonly Column<WebhookState>[] = [
  { heading: 'connection', align: 'left', cell: ({ connection }) => connection },
  { heading: 'registered', align: 'right', cell: ({ registered }) => count(registered.length) },
  {
    heading: 'checked',
    align: 'left',
    cell: ({ checkedAt }) =>
      checkedAt === undefined ? 'never' : `${checkedAt.slice(0, 16).replace('T', ' ')} UTC`,
  },
  { heading: 'waiting', align: 'right', cell: ({ waiting }) => count(waiting) },
  { heading: 'failed', align: 'right', cell: ({ failed }) => count(failed) },
  { heading: 'address', align: 'left', cell: ({ address }) => address ?? '' },
]

export function webhooksText(states: readonly WebhookState[]): string {
  if (states.length === 0) return 'No connection takes webhooks.\n'
  const hooked = states.filter(({ takesWebhooks }) => takesWebhooks)
  const lines = [
    ...(hooked.length === 0 ? [] : [table(columns, hooked)]),
    ...hooked.flatMap((state) => noteOf(state)),
    ...states.flatMap(({ connection, surfaces }) =>
      surfaces.map(({ name, address }) => `${connection}, surface ${name}: ${address}`),
    ),
  ]
  return `${lines.join('\n')}\n`
}

function noteOf(state: WebhookState): readonly string[] {
  const { connection, address, registersItself, registered } = state
  if (address === undefined)
    return [
      `${connection}: no address yet; the first \`cartograph serve\` makes it, and so does \`cartograph webhooks register\`. Both need \`host: { url: https://… }\` in the configuration.`,
    ]
  if (registersItself && registered.length === 0)
    return [
      `${connection}: not registered; \`cartograph serve\` and \`cartograph webhooks register\` do it.`,
    ]
  if (!registersItself) return [`${connection}: enter the address in the settings of the vendor.`]
  return []
}
