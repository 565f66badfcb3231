import type { Context } from '@cartograph/core'
import * as z from 'zod'
import type { Settings } from './settings.ts'

/** What WordPress tells everybody about itself at `/wp-json/`. */
export const siteIndex = z.looseObject({
  name: z.string(),
  /** The address that signatures are made for, whatever address the request went to. */
  home: z.string(),
  gmt_offset: z.union([z.number(), z.string()]).optional(),
  timezone_string: z.string().optional(),
  namespaces: z.array(z.string()),
})
export type SiteIndex = z.infer<typeof siteIndex>

const indexPath = '/wp-json/'

/** The address of something in the shop, below its front page. */
export function shopAddress({ url }: Settings, path: string): URL {
  return new URL(url.replace(/\/+$/, '') + path)
}

/** Requests of the index carry no credentials, so that it also tells what is wrong with them. */
export function isSiteIndex({ pathname, searchParams }: URL): boolean {
  return pathname.endsWith(indexPath) || searchParams.get('rest_route') === '/'
}

/** Asks for the index, at its ordinary address or at the one that works with plain permalinks too. */
export function askSiteIndex(context: Context<Settings>, at: 'path' | 'query' = 'path') {
  const address = shopAddress(context.config, at === 'path' ? indexPath : '/')
  if (at === 'query') address.searchParams.set('rest_route', '/')
  // The whole index lists every route of every extension.
  address.searchParams.set('_fields', 'name,home,gmt_offset,timezone_string,namespaces')
  return context.fetch.with({ route: indexPath, expect: [401, 403, 404] })(address, {
    headers: { accept: 'application/json' },
  })
}
