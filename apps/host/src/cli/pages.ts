import { fault } from '@cartograph/core'
import type { Installation } from '../connections/index.ts'
import { wantedLink } from '../customers/index.ts'
import type { LinkWish } from '../wishes/index.ts'
import { addPageKey, revokeOtherPageKeys } from '../store/index.ts'
import type { PageAction } from './actions.ts'
import { withInstallation, type CommonOptions } from './installation.ts'
import type { ExitCode, Terminal } from './terminal.ts'

export interface PagesCommandOptions extends CommonOptions {
  readonly form?: string
  readonly sms?: boolean
  readonly purpose: string
  readonly node?: string
  /** Of rotate. */
  readonly revoke?: boolean
}

/**
 * `cartograph pages show`: the links of sign-up pages.
 * `cartograph pages update PERSON --form FORM`, `cartograph pages unsubscribe PERSON`: a link of one person.
 * `cartograph pages rotate [--revoke]`: another key for links.
 */
export function pagesCommand(
  terminal: Terminal,
  action: PageAction,
  name: string | undefined,
  options: PagesCommandOptions,
): Promise<ExitCode> {
  return withInstallation(terminal, options, async (installation) => {
    if (action === 'show') return show(terminal, installation, options)
    if (action === 'rotate') return rotate(terminal, installation, options)
    if (name === undefined) throw misused(`Name a person: \`pages ${action} PERSON\`.`)
    const link = await linkTo(installation, wishFor(action, name, options))
    await terminal.out(
      options.json === true ? `${JSON.stringify({ ok: true, url: link })}\n` : `${link}\n`,
    )
    return 0
  })
}

function wishFor(
  action: Extract<PageAction, 'update' | 'unsubscribe'>,
  person: string,
  { form, sms, purpose, node }: PagesCommandOptions,
): LinkWish {
  if (action === 'unsubscribe') {
    const channel = sms === true ? 'sms' : 'email'
    return { page: 'unsubscribe', person, channel, purpose, node }
  }
  if (form === undefined) throw misused('Name the form whose fields are shown: --form FORM.')
  return { page: 'update', form, person }
}

async function show(
  terminal: Terminal,
  installation: Installation,
  { json }: PagesCommandOptions,
): Promise<ExitCode> {
  const forms = [...(installation.configuration.customers?.pages?.forms.keys() ?? [])]
  const links: { readonly form: string; readonly url: string }[] = []
  for (const form of forms)
    links.push({ form, url: await linkTo(installation, { page: 'sign-up', form }) })
  const lines = links.map(({ form, url }) => `${form}: ${url}\n`)
  const text =
    lines.length === 0 ? 'The configuration has no form (customers.pages.forms).\n' : lines.join('')
  await terminal.out(json === true ? `${JSON.stringify({ ok: true, links })}\n` : text)
  return 0
}

async function rotate(
  terminal: Terminal,
  { store }: Installation,
  { json, revoke = false }: PagesCommandOptions,
): Promise<ExitCode> {
  const now = Date.now()
  const id = await store.write(function* (dialect, org) {
    const key = yield* addPageKey(dialect, org, now)
    if (revoke) yield* revokeOtherPageKeys(dialect, org, key.id, now)
    return key.id
  })
  const before = revoke
    ? 'No link that was made before is good any more'
    : 'Links that were made before stay good'
  await terminal.out(
    json === true
      ? `${JSON.stringify({ ok: true, key: id })}\n`
      : `Links are signed by another key. ${before}.\n`,
  )
  return 0
}

function linkTo({ store, configuration }: Installation, wish: LinkWish): Promise<string> {
  const { customers: settings, host } = configuration
  if (host?.url === undefined)
    throw fault({
      kind: 'config',
      message: 'The configuration does not say by which address this host is reached.',
      hint: 'Set `host: { url: … }`.',
    })
  return wantedLink({ store, settings, url: host.url, now: Date.now }, wish)
}

function misused(message: string): Error {
  return fault({
    kind: 'config',
    message,
    hint: 'Run `cartograph pages --help` to see what it takes.',
  })
}
