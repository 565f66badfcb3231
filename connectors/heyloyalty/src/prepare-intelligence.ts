import type { Context } from '@cartograph/core'
import * as z from 'zod'
import { assumedOptionNames } from './assumptions.ts'
import { askHeyloyalty, parsedAs } from './client.ts'
import type { MemberList } from './lists.ts'
import type { Step } from './prepare-step.ts'
import { readFeeds } from './product-feed.ts'
import type { Settings } from './settings.ts'
import { shownText } from './shown-text.ts'

type Options = Readonly<Record<string, string>>

const route = '/lists/{id}/options/bi'
const shown = z.record(z.string(), z.unknown())

/** Writes who finds abandoned carts: Raptor with its customer id and API key, or Heyloyalty for triggers from here. */
export async function prepareIntelligence(
  context: Context<Settings>,
  { id }: MemberList,
): Promise<readonly Step[]> {
  const wanted = await wantedOptions(context)
  if (wanted === undefined) return []
  const what = 'The business intelligence of the list'
  if (areThere(wanted, await readOptions(context, id))) return [{ what, state: 'already' }]
  if (context.run.dry) return [{ what, state: 'wouldDo' }]
  await askHeyloyalty(context, {
    method: 'PUT',
    path: `/lists/${id}/options/bi`,
    route,
    json: wanted,
  })
  return [{ what, state: 'done' }]
}

export async function readOptions(
  context: Context<Settings>,
  listId: number,
): Promise<Readonly<Record<string, unknown>>> {
  const answer = await askHeyloyalty(context, { path: `/lists/${listId}/options/bi`, route })
  // Without any options there is an empty body, or an empty list.
  if (answer.body === undefined || Array.isArray(answer.body)) return {}
  return parsedAs(shown, answer, route)
}

/** The options as they are to be, under the names that Heyloyalty has for them. */
export async function wantedOptions(context: Context<Settings>): Promise<Options | undefined> {
  const { businessIntelligence: given, productFeed } = context.config
  if (given === undefined) return undefined
  const names = optionNames(given.names)
  const feed =
    productFeed === undefined
      ? undefined
      : (await readFeeds(context)).find(({ name }) => name === productFeed.name)
  return {
    [names.provider]: given.provider,
    ...(given.raptorCustomerId !== undefined && { [names.customerId]: given.raptorCustomerId }),
    ...(given.raptorApiKey !== undefined && { [names.apiKey]: given.raptorApiKey }),
    ...(feed !== undefined && { [names.productFeedId]: String(feed.id) }),
    ...(given.imageFormat !== undefined && { [names.imageFormat]: given.imageFormat }),
  }
}

type Given = NonNullable<NonNullable<Settings['businessIntelligence']>['names']>

function optionNames(given: Given = {}) {
  const { provider, customerId, apiKey, productFeedId, imageFormat } = assumedOptionNames
  return {
    provider: given.provider ?? provider,
    customerId: given.customer ?? customerId,
    apiKey: given.access ?? apiKey,
    productFeedId: given.productFeed ?? productFeedId,
    imageFormat: given.imageFormat ?? imageFormat,
  }
}

export function areThere(wanted: Options, present: Readonly<Record<string, unknown>>): boolean {
  return Object.entries(wanted).every(([name, value]) => shownText(present[name]) === value)
}
