import { readFileSync } from 'node:fs'
import * as z from 'zod'

const manifest = z
  .object({ version: z.string() })
  .parse(JSON.parse(readFileSync(new URL('../../package.json', import.meta.url), 'utf8')))

/** Some firewalls refuse requests that name no client, or one that they know from robots. */
export const userAgent = `Cartograph/${manifest.version}`
