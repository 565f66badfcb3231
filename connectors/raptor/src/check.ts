import { faultOf, isFault, type CheckReport, type Context, type Fault } from '@cartograph/core'
import { askCdp } from './memberships.ts'
import { recommend } from './recommendations.ts'
import type { Settings } from './settings.ts'

type Problem = NonNullable<CheckReport['problems']>[number]

/**
 * Tries what can be tried without an effect: the keys of recommendations and of the CDP.
 *
 * Tracking answers alike whatever it is told, and streams and erasures cannot be asked without writing.
 */
export async function checkRaptor(context: Context<Settings>): Promise<CheckReport> {
  const { config } = context
  const problems: Problem[] = []
  if (config.apiKey !== undefined) problems.push(...(await recommendationProblems(context)))
  if (config.cdpKey !== undefined) problems.push(...(await cdpProblems(context)))
  return {
    account: { name: `Raptor ${config.customerId}` },
    ...(problems.length > 0 && { problems }),
  }
}

/** A product that nobody has: whether the module answers is seen all the same. */
async function recommendationProblems(context: Context<Settings>): Promise<readonly Problem[]> {
  const part = 'lookups.recommendations' as const
  try {
    await recommend(context, { count: 1, product: 'cartograph-check', user: 'cartograph-check' })
    return []
  } catch (error) {
    const fault = keyFault(error)
    // A module may want other inputs than a product; mappings name theirs.
    return [{ severity: fault.kind === 'config' ? 'warning' : 'error', part, fault }]
  }
}

async function cdpProblems(context: Context<Settings>): Promise<readonly Problem[]> {
  try {
    const response = await askCdp(context, '/api/v3/identifiers', '/api/v3/identifiers')
    await response.body?.cancel()
    return []
  } catch (error) {
    return [{ severity: 'error', part: 'lookups.memberships', fault: keyFault(error) }]
  }
}

/** Refusals are problems of their part; an outage is one of the whole connection. */
function keyFault(error: unknown): Fault {
  if (!isFault(error)) throw error
  const found = faultOf(error)
  if (found.kind === 'auth' || found.kind === 'permission' || found.kind === 'config') return found
  throw error
}
