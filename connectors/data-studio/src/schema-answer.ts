import type { SurfaceContext } from '@cartograph/core'
import { assumptionsOf } from './assumptions.ts'
import { catalogueOf } from './catalogue.ts'
import { chosenIn } from './chosen.ts'
import { schemaField, type SchemaField } from './fields.ts'
import type { ConfigRequest } from './sent-request.ts'
import type { Settings } from './settings.ts'

/** Every metric and dimension as a field; amounts are of the currency that was chosen, and of no other. */
export async function schemaAnswer(
  context: Pick<SurfaceContext<Settings>, 'config' | 'metrics'>,
  request: ConfigRequest,
): Promise<{ readonly schema: readonly SchemaField[] }> {
  const assumptions = assumptionsOf(context.config)
  const { currency } = chosenIn(request, assumptions)
  const known = await catalogueOf(context)
  return {
    schema: known.map((each) => schemaField(each, currency, assumptions.furtherCurrencies)),
  }
}
