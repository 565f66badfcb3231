import { readFileSync } from 'node:fs'

const manifest = new URL('../../package.json', import.meta.url)

/** `@cartograph/host 1.2.3`. It stands alone, because the command's help says it, and help loads nothing else. */
export function hostVersion(): string {
  const { version } = JSON.parse(readFileSync(manifest, 'utf8')) as { readonly version: string }
  return `@cartograph/host ${version}`
}
