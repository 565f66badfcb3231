import {
  compileMapping,
  fault,
  type CompiledMapping,
  type JsonObject,
  type Mapping,
} from '@cartograph/core'
import { stepMapping, type CartDocument, type CartRule } from '../../config/index.ts'
import { readyMail } from './ready-mail.ts'

/** Compiled once for each step: a step is a value of the configuration. */
const compiled = new WeakMap<Mapping['fields'], Promise<CompiledMapping>>()

/**
 * What the action of a step is given.
 *
 * @throws a `config` fault for an expression that is wrong, a `record` fault where it makes nothing of this cart.
 */
export async function stepInput(
  rule: Pick<CartRule, 'id' | 'steps'>,
  step: number,
  document: CartDocument,
): Promise<JsonObject> {
  const settings = rule.steps[step]
  if (settings?.input === undefined)
    return readyMail(document, settings?.mail ?? { language: 'en' })
  const { input } = settings
  const mapping = compiled.get(input) ?? compileMapping(stepMapping(rule.id, step, input))
  compiled.set(input, mapping)
  const { items, problems } = (await mapping).map([document])
  const [problem] = problems
  if (problem !== undefined) throw fault(problem)
  const [item] = items
  if (item === undefined)
    throw fault({
      kind: 'record',
      message: `Step ${step + 1} of carts.${rule.id} makes nothing of this cart.`,
    })
  return item
}
