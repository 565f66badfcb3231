import { fault, faultOf, isFault, type CheckReport, type Context } from '@cartograph/core'
import { ask, askPage, parsedAs } from './client.ts'
import { eshopIdOf, type Settings } from './settings.ts'
import { siteSettings } from './site.ts'
import { pathsOfStreams } from './streams.ts'
import { fieldSetProblems } from './till/field-sets.ts'

type Problem = NonNullable<CheckReport['problems']>[number]

/** Goes from the key over the site to each stream, and looks at what the tills were told to ask. */
export async function checkAccount(context: Context<Settings>): Promise<CheckReport> {
  const { config } = context
  const eshopId = eshopIdOf(config)
  const body = await siteAnswer(context, eshopId)
  const { currencycode, timezone } = parsedAs(siteSettings, body, 'settings')
  const problems = await streamProblems(context)
  return {
    account: {
      name: `Sitoo account ${config.accountId}, site ${eshopId}`,
      ...(currencycode !== undefined && { currency: currencycode }),
      ...(timezone !== undefined && { timeZone: timezone }),
    },
    problems: [...problems, ...tillProblems(context)],
  }
}

function tillProblems({ config: { till }, account }: Context<Settings>): readonly Problem[] {
  if (till === undefined) return []
  const isCountryKnown = till.country !== undefined || account.country !== 'ZZ'
  const country: Problem = {
    severity: 'warning',
    part: 'surfaces.till',
    fault: fault({
      kind: 'config',
      scope: 'part',
      message: 'It is not known whose phone numbers are typed at the tills without a country code.',
      hint: 'Set `till.country` to a code of two letters such as SE; until then only numbers that begin with + are found.',
      path: ['till', 'country'],
    }),
  }
  return [...fieldSetProblems(till), ...(isCountryKnown ? [] : [country])]
}

async function siteAnswer(context: Context<Settings>, eshopId: number): Promise<unknown> {
  const { accountId, apiId } = context.config
  try {
    return await ask(context, { path: 'S/settings' })
  } catch (error) {
    const isOther = !apiId.startsWith(`${accountId}-`)
    if (isFault(error) && isOther && ['auth', 'permission', 'notFound'].includes(error.kind))
      throw fault({
        kind: 'auth',
        message: `The API ID ${apiId} looks like one of another account than ${accountId}.`,
        hint: 'An API ID begins with the number of its account: correct `accountId`, or take the key of this account.',
      })
    if (isFault(error) && error.kind === 'notFound')
      throw fault({
        kind: 'config',
        message: `The account ${accountId} has no site ${eshopId}, or the base URL is that of another location.`,
        hint: 'In Sitoo: Settings, Sitoo REST API shows the base URL; `eshopId` is the number of the site, usually 1.',
      })
    throw error
  }
}

/** What the key may not read is a problem of its stream alone. */
async function streamProblems(context: Context<Settings>): Promise<readonly Problem[]> {
  const problems: Problem[] = []
  const found = new Map<string, unknown>()
  const enabled = context.run.streams
  for (const [stream, path] of Object.entries(pathsOfStreams)) {
    if (enabled.length > 0 && !enabled.includes(stream)) continue
    if (!found.has(path)) found.set(path, await refusalAt(context, path))
    const refusal = found.get(path)
    if (isFault(refusal))
      problems.push({
        severity: 'error',
        part: `streams.${stream}`,
        fault: faultOf({ ...refusal, scope: 'part' }),
      })
  }
  return problems
}

async function refusalAt(context: Context<Settings>, path: string): Promise<unknown> {
  try {
    await askPage(context, { path }, 0, 1)
    return undefined
  } catch (error) {
    if (isFault(error) && (error.kind === 'permission' || error.kind === 'notFound')) return error
    throw error
  }
}
