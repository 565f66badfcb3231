import { fault, type Context } from '@cartograph/core'
import { namespace } from './client.ts'
import type { Settings } from './settings.ts'
import { readSite } from './site-reading.ts'
import type { SiteIndex } from './site.ts'

/**
 * The site as it tells everybody, before any key is used; `null` where it tells nobody.
 *
 * @throws a fault that says why the API cannot be reached at the address of the settings.
 */
export async function checkSite(context: Context<Settings>): Promise<SiteIndex | null> {
  const site = await readSite(context)
  if (site === null) return null
  if (!site.namespaces.includes(namespace))
    throw fault({
      kind: 'config',
      message: 'This is a WordPress site without WooCommerce.',
      hint: 'In WordPress, Plugins: install or activate WooCommerce (version 5.8 or newer). Or is the shop at another address?',
      path: ['url'],
    })
  checkScheme(context.config.url, site.home)
  return site
}

function checkScheme(url: string, home: string): void {
  if (/^http:/i.test(url) && /^https:/i.test(home))
    throw fault({
      kind: 'config',
      message: 'The shop is at https, and `url` says http.',
      hint: `Change \`url\` to ${home}, as in WordPress under Settings, General, Site Address.`,
      path: ['url'],
    })
}
