import { fault } from '@cartograph/core'
import { automationOf } from './automation-made.ts'
import { automationRecipes } from './automation-recipes.ts'
import type { Automation, ContactingSettings } from './automation-settings.ts'
import { automationShape } from './automation-shape.ts'
import { isPlainObject } from './environment.ts'

/** What stands in an automation, with what its recipe says beside it; a recipe that there is not says nothing. */
export function filledRecipe(
  entry: Readonly<Record<string, unknown>>,
): Readonly<Record<string, unknown>> {
  const { recipe, ...own } = entry
  return typeof recipe === 'string' && Object.hasOwn(automationRecipes, recipe)
    ? { ...automationRecipes[recipe as keyof typeof automationRecipes], ...own }
    : own
}

/**
 * An automation that is not kept, to be tried as it is written: no secret and no variable is filled in, and nothing that it names is
 * looked up.
 *
 * @throws a `config` fault for one that is not complete.
 */
export function writtenAutomation(
  id: string,
  value: unknown,
  contacting: ContactingSettings,
): Automation {
  const parsed = automationShape.safeParse(isPlainObject(value) ? filledRecipe(value) : value)
  if (parsed.success) return automationOf(id, parsed.data, { contacting, connections: undefined })
  throw fault({
    kind: 'config',
    message: 'The automation is not complete, or something in it is wrong.',
    hint: '`POST /api/configuration/check` says what, and where.',
  })
}
