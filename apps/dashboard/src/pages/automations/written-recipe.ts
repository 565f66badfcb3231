import type { FormGroup } from '../../schema-form/form-value.ts'
import { groupIn } from '../../schema-form/form-value.ts'

type Recipes = Readonly<Record<string, unknown>>

/** An automation with what its recipe says, so that a form shows all of it; `recipe` stays where it is known. */
export function wholeAutomation(written: FormGroup, recipes: Recipes): FormGroup {
  const recipe = recipeOf(written, recipes)
  return recipe === undefined ? written : { ...recipe, ...written }
}

/**
 * What has to be written of an automation: of one with a recipe, only what is not as the recipe says. Where something of the recipe was
 * taken away, which cannot be said beside it, everything is written and the recipe is not.
 */
export function writtenAutomation(whole: FormGroup, recipes: Recipes): FormGroup {
  const recipe = recipeOf(whole, recipes)
  if (recipe === undefined) return whole
  if (Object.keys(recipe).some((name) => !(name in whole))) {
    const { recipe: _recipe, ...own } = whole
    return own
  }
  return Object.fromEntries(
    Object.entries(whole).filter(([name, value]) => !isSame(value, recipe[name])),
  )
}

function recipeOf({ recipe }: FormGroup, recipes: Recipes): FormGroup | undefined {
  return typeof recipe === 'string' && Object.hasOwn(recipes, recipe)
    ? groupIn(recipes[recipe])
    : undefined
}

function isSame(one: unknown, other: unknown): boolean {
  return JSON.stringify(one) === JSON.stringify(other)
}
