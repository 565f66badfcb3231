import { assumedCountries } from './assumptions.ts'
import { consentsOf, type Standing } from './consents.ts'
import type { CustomerItem } from './customer-item.ts'
import { countryName, localeOf } from './locale.ts'
import { filled, isRecord, type Tree } from './plain-data.ts'
import type { Settings } from './settings.ts'

/** What a customer should be, without tags, subscriptions and identity; what nobody said is left out. */
export function customerBody(
  config: Settings,
  item: CustomerItem,
  at: { readonly now: number; readonly standing: Standing },
): Tree {
  const { base, extended, extra, language, country } = item
  const locale = base?.locale ?? localeOf(language, country)
  const place = countryText(config, country)
  const made = filled({
    base: {
      ...base,
      ...(locale !== undefined && { locale }),
      ...(place !== undefined && { address: { country: place, ...base?.address } }),
    },
    extended: extended ?? {},
    extra: extra ?? null,
    consents: consentsOf(item, at) ?? {},
  })
  return isRecord(made) ? made : {}
}

function countryText(
  { countries = assumedCountries }: Settings,
  country: string | null | undefined,
): string | undefined {
  if ((country ?? '') === '') return undefined
  return countries === 'name' ? countryName(country ?? '') : (country ?? '')
}

/** The body of a change that empties the paths which hold something. */
export function cleared(current: unknown, paths: readonly string[]): Tree {
  let change: Tree = {}
  for (const path of paths) {
    const names = path.split('.')
    const there = names.reduce<unknown>(
      (here, name) => (isRecord(here) ? here[name] : null),
      current,
    )
    if ((there ?? null) !== null) change = withNull(change, names)
  }
  return change
}

function withNull(tree: Tree, [name = '', ...rest]: readonly string[]): Tree {
  const below = tree[name]
  if (rest.length === 0) return { ...tree, [name]: null }
  return { ...tree, [name]: withNull(isRecord(below) ? below : {}, rest) }
}
