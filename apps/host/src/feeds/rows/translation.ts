import type { Product, Variant } from '@cartograph/core'

/** Words and page of a product, in one language as far as it has them. */
export interface Spoken {
  readonly productName: string | undefined
  readonly variantName: string | undefined
  readonly description: string | undefined
  readonly url: string | undefined
  /** A language was asked for, and the product is not in it. */
  readonly isMissing: boolean
}

type Words = Readonly<Record<'name' | 'description' | 'url', string | undefined>>

/**
 * What a product and its variant are called in a language: what `extra.translations` says of it, else what they say themselves.
 *
 * A row whose `extra.language` is the language is in it as it stands.
 */
export function spoken(
  {
    product,
    variant,
  }: { readonly product: Product | undefined; readonly variant: Variant | undefined },
  language: string | undefined,
): Spoken {
  const [ofProduct, ofVariant] = [wordsIn(product, language), wordsIn(variant, language)]
  const isOwn = [product, variant].some((each) => each?.extra?.['language'] === language)
  return {
    productName: ofProduct.name ?? product?.name ?? undefined,
    variantName: ofVariant.name ?? variant?.name ?? undefined,
    description:
      ofVariant.description ??
      ofProduct.description ??
      filled(variant?.description) ??
      filled(product?.description),
    url: ofVariant.url ?? ofProduct.url ?? filled(variant?.url) ?? filled(product?.url),
    isMissing:
      language !== undefined &&
      !isOwn &&
      ofProduct.name === undefined &&
      ofVariant.name === undefined,
  }
}

function wordsIn(goods: Product | Variant | undefined, language: string | undefined): Words {
  const translations = language === undefined ? undefined : goods?.extra?.['translations']
  const own = isObject(translations) ? translations[language ?? ''] : undefined
  const text = (name: string) => {
    const value = isObject(own) ? own[name] : undefined
    return typeof value === 'string' && value.trim() !== '' ? value : undefined
  }
  return { name: text('name'), description: text('description'), url: text('url') }
}

function isObject(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null && !Array.isArray(value)
}

function filled(text: string | null | undefined): string | undefined {
  return text === null || text === undefined || text.trim() === '' ? undefined : text
}
