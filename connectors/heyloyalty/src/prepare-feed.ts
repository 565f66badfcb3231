import type { Context } from '@cartograph/core'
import type { Step } from './prepare-step.ts'
import {
  isAsWanted,
  isMapped,
  readFeeds,
  readMapping,
  saveFeed,
  saveMapping,
  wantedFeed,
  wantedMapping,
} from './product-feed.ts'
import type { Settings } from './settings.ts'

/** Sets up the product feed of the settings, and its mapping. */
export async function prepareFeed(context: Context<Settings>): Promise<readonly Step[]> {
  const { productFeed } = context.config
  if (productFeed === undefined) return []
  const named = async () => (await readFeeds(context)).find(({ name }) => name === productFeed.name)
  const what = `The product feed ${productFeed.name}`
  const wanted = await wantedFeed(context, productFeed)
  const before = await named()
  const isRight = before !== undefined && isAsWanted(before, wanted)
  if (!isRight && context.run.dry) return [{ what, state: 'wouldDo' }]
  if (!isRight) await saveFeed(context, wanted, before?.id)
  const feed = await named()
  const step: Step = { what, state: isRight ? 'already' : 'done' }
  if (feed === undefined)
    return [{ what, state: 'byHand', how: 'Heyloyalty does not show it yet. Prepare again.' }]
  return [step, await prepareMapping(context, feed.id, productFeed.name)]
}

async function prepareMapping(context: Context<Settings>, id: number, name: string): Promise<Step> {
  const what = `The mapping of the product feed ${name}`
  const { productFeed } = context.config
  if (productFeed === undefined) return { what, state: 'already' }
  const present = await readMapping(context, id)
  const wanted = wantedMapping(id, productFeed)
  if (isMapped(present, wanted)) return { what, state: 'already' }
  if (context.run.dry) return { what, state: 'wouldDo' }
  await saveMapping(context, wanted, present.id ?? undefined)
  return { what, state: 'done' }
}
