import { fault, type Context } from '@cartograph/core'
import type { Problem } from './problem.ts'
import { isAsWanted, readFeeds, readMapping, wantedFeed } from './product-feed.ts'
import type { Settings } from './settings.ts'
import { shownText } from './shown-text.ts'

const neededInMails = ['productId', 'name', 'url', 'originalPrice'] as const

/** Whether the product feed is set up as the settings say, and its mapping gives what a mail needs. */
export async function checkFeed(context: Context<Settings>): Promise<readonly Problem[]> {
  const { productFeed } = context.config
  if (productFeed === undefined) return []
  const feed = (await readFeeds(context)).find(({ name }) => name === productFeed.name)
  if (feed === undefined)
    return [
      warning(
        `Heyloyalty has no product feed ${productFeed.name} yet.`,
        '`cartograph prepare` sets it up.',
      ),
    ]
  const mapping = await readMapping(context, feed.id)
  const missing = neededInMails.filter((name) => shownText(mapping[name]) === '')
  return [
    ...(isAsWanted(feed, await wantedFeed(context, productFeed))
      ? []
      : [
          warning(
            `The product feed ${productFeed.name} has another address or hours than the settings.`,
            '`cartograph prepare` changes it.',
          ),
        ]),
    ...(missing.length === 0
      ? []
      : [
          warning(
            `The mapping of the product feed ${productFeed.name} gives no ${missing.join(', ')}.`,
            '`cartograph prepare` writes the mapping; for a feed of another address give `productFeed.fields`.',
          ),
        ]),
    ...((feed.sync_blocked ?? 0) === 0
      ? []
      : [
          warning(
            `Heyloyalty does not fetch the product feed ${productFeed.name} any more.`,
            'In Heyloyalty: Integrations, Product feed. See why it is blocked.',
          ),
        ]),
  ]
}

function warning(message: string, hint: string): Problem {
  return {
    severity: 'warning',
    part: 'sinks.products',
    fault: fault({ kind: 'config', message, hint, path: ['productFeed'] }),
  }
}
