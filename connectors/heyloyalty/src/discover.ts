import type { Connector, Context } from '@cartograph/core'
import type { ListField } from './lists.ts'
import { namedList, readList, readLists } from './lists.ts'
import { readFeeds } from './product-feed.ts'
import type { Settings } from './settings.ts'
import { shownShop } from './shops.ts'
import { readSublist } from './sublists.ts'

interface Named {
  readonly id: number
  readonly name: string
}

/** What only the account knows. */
export type Found = {
  readonly lists: readonly { readonly id: number; readonly name: string }[]
  /** Of the list of the settings; none where it is not there yet. */
  readonly fields: readonly ListField[]
  readonly shops: readonly { readonly id: number; readonly name: string }[]
  readonly productFeeds: readonly { readonly id: number; readonly name: string }[]
}

export async function discover(context: Context<Settings>): Promise<Found> {
  const lists = await readLists(context)
  const named = namedList(context.config, lists)
  const list = named === undefined ? undefined : await readList(context, named.id)
  const shops = list === undefined ? [] : await readSublist(context, list.id, 'shops', shownShop)
  return {
    lists: lists.map(shortly),
    fields: Object.values(list?.fields ?? {}),
    shops: shops.map(shortly),
    productFeeds: (await readFeeds(context)).map(shortly),
  }
}

function shortly({ id, name }: Named): Named & { readonly [key: string]: number | string } {
  return { id, name }
}

/** Lists to choose from. */
export const choices: NonNullable<Connector<Settings, Found>['choices']> = ({ found }) => ({
  list: (found?.lists ?? []).map(({ id, name }) => ({ value: id, label: name })),
})
