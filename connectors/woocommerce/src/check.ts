import { fault, faultOf, type CheckReport, type Context, type Fault } from '@cartograph/core'
import { generalSettings, shopAccount, timeZoneOf } from './account.ts'
import type { Answer } from './answer.ts'
import { ask } from './client.ts'
import { endpoints, probe, replaced, wantedEndpoints, type Endpoint } from './endpoints.ts'
import { answerFault, closedSite, vendorErrorOf } from './faults.ts'
import type { Settings } from './settings.ts'
import { checkSite } from './site-check.ts'
import type { SiteIndex } from './site.ts'
import { shopStatuses } from './order-statuses.ts'
import { shopVersion, versionFault } from './version.ts'
import { erasureProblems } from './write-access.ts'

type Problem = NonNullable<CheckReport['problems']>[number]

/** Goes from the address over the key to each stream, and stops at the first thing that everything else needs. */
export async function checkShop(context: Context<Settings>): Promise<CheckReport> {
  const site = await checkSite(context)
  await checkKey(context, site?.home)
  const tooOld = versionFault(await shopVersion(context))
  if (tooOld !== undefined) throw tooOld
  const account = await shopAccount(context, await generalSettings(context))
  const problems: Problem[] = []
  for (const endpoint of wantedEndpoints(context.config)) {
    const answer = await probe(context, endpoint)
    if (answer.status === 200) continue
    problems.push(streamProblem(endpoint, answer))
  }
  problems.push(...(await statusProblems(context)), ...(await erasureProblems(context)))
  return {
    account: { ...(site !== null && { name: site.name, timeZone: timeZoneOf(site) }), ...account },
    problems: [...problems, ...siteProblems(site, account)],
  }
}

/** Statuses in the settings that this shop does not have. */
async function statusProblems(context: Context<Settings>): Promise<readonly Problem[]> {
  const { statuses, reports } = context.config
  if (statuses === undefined || reports === true) return []
  const known = await shopStatuses(context)
  const unknown = statuses.filter((status) => !known.some(({ slug }) => slug === status))
  if (known.length === 0 || unknown.length === 0) return []
  return [
    {
      severity: 'error',
      part: 'streams.orders',
      fault: {
        $fault: 'v1',
        kind: 'config',
        scope: 'part',
        message: `The shop has no order status ${unknown.join(', ')}.`,
        hint: `It has: ${known.map(({ slug }) => slug).join(', ')}. The extension that brings another may be switched off.`,
        path: ['statuses'],
      },
    },
  ]
}

/** A list that every key with any right to the shop can ask for; what it answers speaks of the key itself. */
async function checkKey(context: Context<Settings>, home: string | undefined): Promise<void> {
  const { url, authentication } = context.config
  const question = {
    path: endpoints.products,
    query: { per_page: '1', _fields: 'id' },
    expect: [401, 403],
  }
  const answer = await ask(context, question)
  // A right that is lacking is told for each stream.
  if (answer.status === 200 || (answer.status === 403 && vendorErrorOf(answer) !== undefined))
    return
  const error = vendorErrorOf(answer)
  const isUnseen = answer.status === 401 && error?.code === 'woocommerce_rest_cannot_view'
  if (!isUnseen || !/^https:/i.test(url)) throw answerFault(answer)
  if (authentication !== 'query') {
    const again = await ask(context, { ...question, authentication: 'query' })
    if (again.status === 200 || again.status === 403) throw headerTaken()
    // Here the shop says what is wrong with a key that it sees.
    if (vendorErrorOf(again)?.code !== error.code) throw answerFault(again)
  }
  throw /^http:/i.test(home ?? '') ? secureUnknown() : answerFault(answer)
}

function headerTaken(): Error & Fault {
  return fault({
    kind: 'config',
    message: 'The host takes the Authorization header away before WordPress sees it.',
    hint: 'Set `authentication: query`. The key is then part of the address and stands in the logs of the host; better, let the host pass the header on.',
    path: ['authentication'],
  })
}

function secureUnknown(): Error & Fault {
  return fault({
    kind: 'config',
    message:
      'The shop is reached by https, but WordPress believes that it is http, and so takes no key.',
    hint: 'In WordPress, Settings, General: make both addresses https. Behind a proxy, wp-config.php must also turn its X-Forwarded-Proto into HTTPS.',
    path: ['url'],
  })
}

function streamProblem(endpoint: Endpoint, answer: Answer): Problem {
  const part = `streams.${endpoint}` as const
  const isMissing = answer.status === 404 && vendorErrorOf(answer)?.code === 'rest_no_route'
  if (isMissing && replaced.includes(endpoint))
    return {
      severity: 'warning',
      part,
      fault: {
        $fault: 'v1',
        kind: 'config',
        scope: 'part',
        message: `This WooCommerce has no list of all ${endpoint}, so they are read one parent after the other.`,
        hint: 'It works, with more requests, and deletions are found later. Update WooCommerce to make it quick.',
      },
    }
  const { kind, message, hint, permission, request } = answerFault(answer)
  return {
    // What an older shop simply does not have keeps nothing else from being read.
    severity: isMissing ? 'warning' : 'error',
    part,
    fault: {
      $fault: 'v1',
      kind,
      scope: 'part',
      message,
      ...(hint !== undefined && { hint }),
      ...(permission !== undefined && { permission }),
      ...(request !== undefined && { request }),
    },
  }
}

function warn(message: string, hint: string): Problem {
  return { severity: 'warning', fault: { $fault: 'v1', kind: 'config', message, hint } }
}

function siteProblems(
  site: SiteIndex | null,
  account: { readonly currency?: string; readonly country?: string },
): readonly Problem[] {
  return [
    ...(site === null ? [{ severity: 'warning' as const, fault: faultOf(closedSite()) }] : []),
    ...(site !== null && (site.timezone_string ?? '') === ''
      ? [
          warn(
            'WordPress has a fixed offset from UTC for its time zone, so days are an hour off in summer.',
            'In WordPress, Settings, General, Timezone: choose a city.',
          ),
        ]
      : []),
    ...(account.currency === undefined
      ? [
          warn(
            'The key may not see the currency of the shop, so prices of the catalogue are left out.',
            'Let the key belong to a user whose role is Shop manager or Administrator.',
          ),
        ]
      : []),
  ]
}
