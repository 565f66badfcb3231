import { presentPageKey, pageKeys, type Store } from '../../store/index.ts'
import { lifetimesMs, type PageLink } from './page-link.ts'
import { openLink, sealLink } from './sealed-link.ts'

export interface LinkScene {
  readonly store: Store
  /** Of the host, without a slash at its end. */
  readonly url: string
  readonly now: () => number
}

/** The address of a page that nobody else can make. */
export async function makeLink({ store, url, now }: LinkScene, link: PageLink): Promise<string> {
  const at = now()
  const key = await store.write((dialect, org) => presentPageKey(dialect, org, at))
  const { organisation } = store
  return `${url}/pages/${sealLink(link, at + lifetimesMs[link.purpose], { key, organisation })}`
}

/** What the last part of such an address is for; `undefined` where it is no longer good, or never was. */
export async function readLink(
  { store, now }: Pick<LinkScene, 'store' | 'now'>,
  text: string,
): Promise<PageLink | undefined> {
  const keys = await store.read((dialect, org) => pageKeys(dialect, org))
  return openLink(text, { keys, organisation: store.organisation, now: now() })
}
