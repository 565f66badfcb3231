import { fault, type Context } from '@cartograph/core'
import * as z from 'zod'
import { askHeyloyalty, parsedAs } from './client.ts'
import { theList } from './lists.ts'
import { productsElement } from './product-document.ts'
import { feedColumns, mappedFields, type ProductFeedSettings } from './product-feed-settings.ts'
import type { Settings } from './settings.ts'
import { shownText } from './shown-text.ts'

const shownFeed = z.looseObject({
  id: z.coerce.number(),
  list_id: z.coerce.number().nullish(),
  name: z.string(),
  url: z.string(),
  setUpdate: z.coerce.number().nullish(),
  sync_blocked: z.coerce.number().nullish(),
})
export type ShownFeed = z.infer<typeof shownFeed>
const shownMapping = z.looseObject({
  id: z.coerce.number().nullish(),
  customFields: z
    .array(z.looseObject({ name: z.string(), mapping: z.string().nullish() }))
    .nullish(),
})
export type ShownMapping = z.infer<typeof shownMapping>

const feedsPath = '/integrations/productfeed'
const mappingPath = '/integrations/productfeed-mapping'
const feedFreshMs = 300_000

/** None where the account has no product feeds. */
export async function readFeeds(context: Context<Settings>): Promise<readonly ShownFeed[]> {
  const answer = await askHeyloyalty(context, { path: feedsPath, expect: [404] })
  if (answer.status === 404) return []
  return parsedAs(z.array(shownFeed), answer, feedsPath)
}

/**
 * The id of the feed of the settings.
 *
 * @throws a `config` fault where the settings name none, or it is not there.
 */
export async function feedId(context: Context<Settings>): Promise<number> {
  const { productFeed } = context.config
  if (productFeed === undefined)
    throw fault({
      kind: 'config',
      scope: 'part',
      message: 'The settings name no `productFeed`.',
      hint: 'Give it a name, and run `cartograph prepare`.',
      path: ['productFeed'],
    })
  // That there is none is not kept, for it may be set up any moment.
  return context.memo(`feed ${productFeed.name}`, feedFreshMs, async () => {
    const found = (await readFeeds(context)).find(({ name }) => name === productFeed.name)
    if (found !== undefined) return found.id
    throw fault({
      kind: 'config',
      scope: 'part',
      message: `Heyloyalty has no product feed ${productFeed.name}.`,
      hint: '`cartograph prepare` sets it up.',
      path: ['productFeed', 'name'],
    })
  })
}

/** A feed as it is to be: name, address, hours, and whether it is for one list alone. */
export async function wantedFeed(context: Context<Settings>, settings: ProductFeedSettings) {
  const { name, url, updateHours = 24, onlyThisList } = settings
  return {
    name,
    url: url ?? context.url('sinks.products'),
    setUpdate: updateHours,
    ...(onlyThisList === true && { list_id: (await theList(context)).id }),
  }
}

export function isAsWanted(
  present: ShownFeed,
  wanted: Awaited<ReturnType<typeof wantedFeed>>,
): boolean {
  return (
    present.url === wanted.url &&
    present.setUpdate === wanted.setUpdate &&
    (present.list_id ?? undefined) === wanted.list_id
  )
}

/** Makes a feed, or changes the one of that id. */
export async function saveFeed(
  context: Context<Settings>,
  wanted: object,
  id: number | undefined,
): Promise<void> {
  await askHeyloyalty(context, {
    method: id === undefined ? 'POST' : 'PUT',
    path: id === undefined ? feedsPath : `${feedsPath}/${id}`,
    json: wanted,
  })
}

export async function readMapping(context: Context<Settings>, id: number): Promise<ShownMapping> {
  const answer = await askHeyloyalty(context, { path: `${mappingPath}/${id}` })
  return parsedAs(shownMapping, answer, mappingPath)
}

/**
 * A mapping as it is to be. Values are paths in a product of the feed; in the document of this connection each is its own name, and in a
 * feed of another address those of the set `heyloyalty` of product feeds, where none are given.
 *
 * @see https://github.com/Heyloyalty/api/wiki/Productfeed-mapping-(ALPHA) (read 2026-11)
 */
export function wantedMapping(id: number, settings: ProductFeedSettings) {
  const { type = 'json', searchField = productsElement, fields, url } = settings
  const own =
    url === undefined
      ? Object.fromEntries(mappedFields.map((name) => [name, name]))
      : fields === undefined
        ? feedColumns
        : {}
  const custom = (settings.customFields ?? []).map(({ name, path = name }) => ({
    name,
    mapping: path,
    type: 'string',
  }))
  return {
    product_feed_id: id,
    feed_type: type,
    search_field: searchField,
    strip_tags: Number(settings.stripTags ?? true),
    ...Object.fromEntries(mappedFields.map((name) => [name, ''])),
    ...own,
    ...fields,
    username: settings.user ?? '',
    ...(settings.password !== undefined && { password: settings.password }),
    ...(settings.customFieldsAs === 'flat'
      ? Object.fromEntries(custom.map(({ mapping }, place) => [`customField${place + 1}`, mapping]))
      : { customFields: custom }),
  }
}

/** Whether a mapping says what it is to say; a password is not looked at, because none is shown. */
export function isMapped(
  present: ShownMapping,
  wanted: Readonly<Record<string, unknown>>,
): boolean {
  const { customFields, password: _password, ...plain } = wanted
  const isSame = Object.entries(plain).every(
    ([name, value]) =>
      /^customField\d+$/.test(name) || shownText(present[name]) === shownText(value),
  )
  const flat = Object.entries(plain)
    .filter(([name]) => /^customField\d+$/.test(name))
    .map(([, mapping]) => ({ mapping }))
  return isSame && paths(present.customFields) === paths(customFields ?? flat)
}

/** Their names are Heyloyalty’s own where they are sent without a list. */
function paths(fields: unknown): string {
  return z
    .array(z.looseObject({ mapping: z.string().nullish() }))
    .catch([])
    .parse(fields)
    .map(({ mapping }) => mapping ?? '')
    .toSorted()
    .join('\n')
}

export async function saveMapping(
  context: Context<Settings>,
  wanted: object,
  mappingId: number | undefined,
): Promise<void> {
  await askHeyloyalty(context, {
    method: mappingId === undefined ? 'POST' : 'PUT',
    path: mappingId === undefined ? mappingPath : `${mappingPath}/${mappingId}`,
    json: wanted,
  })
}

/** Lets Heyloyalty fetch the feed now. */
export async function refreshFeed(context: Context<Settings>): Promise<void> {
  const id = await feedId(context)
  await askHeyloyalty(context, {
    method: 'PUT',
    path: `${feedsPath}/refresh`,
    json: { id },
    effect: 'repeatable',
  })
}
