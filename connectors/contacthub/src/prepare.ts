import type { Context } from '@cartograph/core'
import { profiles } from './profiles.ts'
import type { Settings } from './settings.ts'

/** What a person sets up once in the pages of Contacthub; its API lets an ordinary source change none of it. */
export async function prepare({ config }: Context<Settings>) {
  const products = (config.profiles ?? []).map((name) => {
    const { name: product, reads, often, form, byHand } = profiles[name]
    return {
      what: `${product}, which reads ${reads}, ${often}`,
      state: 'byHand' as const,
      how: `${byHand} It takes ${form}.`,
    }
  })
  const properties = Object.keys(config.extended ?? {}).map((name) => ({
    what: `the property ${name} of the workspace`,
    state: 'byHand' as const,
    how: 'In Contacthub: Settings, Properties, Extended. `cartograph check` says whether it is there.',
  }))
  return [...products, ...properties]
}
