import { faultOf, isFault, type CheckReport, type Context, type Fault } from '@cartograph/core'
import { readAccount } from './account.ts'
import { permissionName } from './assumptions.ts'
import { askList } from './client.ts'
import { keysPlace } from './faults.ts'
import type { Permission } from './kind.ts'
import { childKinds, listedKinds } from './kinds.ts'
import { isLive, type Settings } from './settings.ts'

type Problem = NonNullable<CheckReport['problems']>[number]

/** What is asked to see whether a stream may be read: its list, or that of its parents. */
const probes: ReadonlyMap<string, { readonly path: string; readonly permission: Permission }> =
  new Map([
    ...Object.entries(listedKinds),
    ...Object.entries(childKinds).map(
      ([name, { of, probe, permission }]) =>
        [name, { path: probe ?? listedKinds[of].path, permission }] as const,
    ),
  ])

/**
 * Whose account it is and whether it is live, and for every enabled stream whether the key may read it.
 *
 * A permission that is missing is a problem of its stream, never an empty stream.
 *
 * @throws an `auth` fault for a key that Stripe does not take, and a `config` fault for an account that the key cannot reach.
 */
export async function checkAccount(context: Context<Settings>): Promise<CheckReport> {
  const { config, run } = context
  const account = await accountOf(context)
  const names = run.streams.length > 0 ? run.streams : [...probes.keys()]
  const tried = [...new Set([...names, 'events'])]
  const problems = await Promise.all(tried.map((name) => tryStream(context, name, names)))
  const mode = isLive(config) ? 'live' : 'test'
  const name = account?.settings?.dashboard?.display_name ?? account?.business_profile?.name
  const { default_currency: currency, country, settings } = account ?? {}
  const timeZone = settings?.dashboard?.timezone
  return {
    account: {
      name: `${name ?? account?.id ?? config.account ?? 'Stripe'} (${mode})`,
      ...(typeof country === 'string' && { country }),
      ...(typeof currency === 'string' && { currency: currency.toUpperCase() }),
      ...(typeof timeZone === 'string' && { timeZone }),
    },
    problems: [...(account === undefined ? [noAccount] : []), ...problems.flat()],
  }
}

/** The account, where the key may read it: some restricted keys may not, whatever is set. */
async function accountOf(context: Context<Settings>) {
  try {
    return await readAccount(context)
  } catch (error) {
    if (isFault(error) && error.kind === 'permission') return undefined
    throw error
  }
}

/** @see https://github.com/stripe/stripe-node/issues/2246 (read 2026-11-25) */
const noAccount: Problem = {
  severity: 'warning',
  fault: {
    $fault: 'v1',
    kind: 'permission',
    message: 'The key may not read the account, so its name, country and currency are not known.',
    hint: `${keysPlace}: edit the restricted key, and set what has to do with the account to Read. All else works without.`,
  },
}

/** What may be so for one list alone: a permission, or a product of Stripe's that the account does not have. */
const ofOneStream: ReadonlySet<Fault['kind']> = new Set(['permission', 'contract', 'notFound'])

/** Events are also what the feed reads, whether or not they are a stream that is enabled. */
async function tryStream(
  context: Context<Settings>,
  name: string,
  enabled: readonly string[],
): Promise<readonly Problem[]> {
  const probe = probes.get(name)
  if (probe === undefined) return []
  try {
    await askList(context, { route: probe.path, query: { limit: '1' } })
    return []
  } catch (error) {
    if (!isFault(error) || !ofOneStream.has(error.kind)) throw error
    const found = error.kind === 'permission' ? missing(error, probe.permission) : faultOf(error)
    const stream: Problem = { severity: 'error', part: `streams.${name}`, fault: found }
    const feed: Problem = { severity: 'error', part: 'feed.events', fault: found }
    return [...(enabled.includes(name) ? [stream] : []), ...(name === 'events' ? [feed] : [])]
  }
}

/** A refusal names the permission that is missing; where it does not, the usual name is told. */
function missing(refused: Fault, { resource, label }: Permission): Fault {
  const permission = refused.permission ?? permissionName(resource)
  return {
    $fault: 'v1',
    kind: 'permission',
    message: `The key lacks the permission ${permission}.`,
    hint: `${keysPlace}: edit the restricted key, and set ${label} to Read. Or leave the stream out.`,
    permission,
    ...(refused.request !== undefined && { request: refused.request }),
  }
}
