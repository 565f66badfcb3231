import type { Context } from '@cartograph/core'
import type { Settings } from './settings.ts'
import { readSite } from './site-reading.ts'

const hourMs = 3_600_000

/**
 * The shop's home address, which signatures over http are made for; that of the settings where the shop shows it to nobody.
 *
 * @see https://woocommerce.github.io/woocommerce-rest-api-docs/#authentication-over-http (read 2026-11-22), and
 * `class-wc-rest-authentication.php` of WooCommerce 11.0.1.
 */
export function homeAddress(context: Context<Settings>): Promise<string> {
  return context.memo('home', hourMs, async () => {
    const site = await readSite(context)
    return site?.home ?? context.config.url
  })
}
