import { dayMs } from './durations.ts'
import { draws, subject } from './random.ts'

export interface ShopCategory {
  readonly id: string
  readonly name: string
  /** Name of the group above it. */
  readonly parent: string
}

export interface ShopVariant {
  readonly id: string
  /** Begins with zeros: reading it as a number destroys it. */
  readonly sku: string
  /** An EAN-13 from the range that is kept for use inside a shop. */
  readonly gtin: string
  readonly option: string
  readonly stock: number
}

export interface ShopProduct {
  readonly id: string
  readonly name: string
  readonly category: ShopCategory
  /** DKK, minor units, tax included. */
  readonly price: number
  readonly cost: number
  /** Per cent. */
  readonly taxRate: number
  readonly variants: readonly [ShopVariant, ...ShopVariant[]]
  readonly createdAt: number
  readonly updatedAt: number
}

export interface Catalogue {
  readonly size: number
  readonly categories: readonly ShopCategory[]
  product(index: number, time: number): ShopProduct
  /** Moments after `from`, up to and including `to`, at which this product's stock or price changes. */
  revisions(index: number, from: number, to: number): readonly number[]
}

type Shelf = {
  readonly category: ShopCategory
  readonly nouns: readonly [string, ...string[]]
  readonly options: readonly [string, ...string[]]
  /** DKK. */
  readonly from: number
  readonly to: number
  readonly taxRate: number
}

const sizes = ['S', 'M', 'L', 'XL'] as const
const shelves: readonly [Shelf, ...Shelf[]] = [
  shelf('10', 'Knitwear', 'Clothing', ['Jumper', 'Cardigan', 'Scarf'], sizes, 299, 1299),
  shelf('11', 'Shirts', 'Clothing', ['Shirt', 'Blouse', 'T-shirt'], sizes, 149, 899),
  shelf('12', 'Shoes', 'Clothing', ['Boot', 'Sandal', 'Slipper'], ['38', '40', '42'], 399, 1899),
  shelf('20', 'Kitchen', 'Home', ['Mug', 'Bowl', 'Teapot', 'Pan'], ['One size'], 49, 799),
  shelf('21', 'Textiles', 'Home', ['Blanket', 'Cushion', 'Rug'], ['Small', 'Large'], 129, 1499),
  shelf('22', 'Lighting', 'Home', ['Lamp', 'Lantern', 'Candle, 20 cm'], ['One size'], 29, 2499),
  shelf('30', 'Coffee & tea', 'Larder', ['Coffee', 'Green tea'], ['250 g', '1 kg'], 59, 249),
  shelf('40', 'Books', 'Paper', ['Cookbook', 'Notebook', 'Calendar'], ['One size'], 79, 399),
]
const adjectives = [
  'Blue',
  'Red',
  'Sea-green',
  'Grey',
  'Striped',
  '"Nordlys"',
  'Plain',
  'Rosé',
  'Smooth',
  'Heavy',
  'Light',
  'Folding',
] as const

/** Catalogue of `size` products with one to four variants each; stock changes every few days, prices now and then. */
export function catalogueOf(options: {
  readonly seed: number
  readonly size: number
  readonly openedAt: number
}): Catalogue {
  const { seed, size, openedAt } = options

  // Days between changes, and the day of the first one.
  const rhythmOf = (index: number) => {
    const draw = draws(seed, subject.revision, index)
    const periodMs = draw.between(3, 14) * dayMs
    return { periodMs, firstAt: openedAt + Math.floor(draw.unit() * periodMs) }
  }

  const product = (index: number, time: number): ShopProduct => {
    const draw = draws(seed, subject.product, index)
    const { periodMs, firstAt } = rhythmOf(index)
    const revision = Math.max(0, Math.floor((time - firstAt) / periodMs) + 1)
    const { category, nouns, options: choices, from, to, taxRate } = draw.pick(shelves)
    const adjective = draw.pick(adjectives)
    const name = `${adjective} ${draw.pick(nouns).toLowerCase()} no. ${index + 1}`
    // Cheap things are more common than dear ones.
    const kroner = from + Math.floor((to - from) * draw.unit() * draw.unit())
    const basePrice = kroner * 100 - 5
    const price = priceAfter(
      basePrice,
      draws(seed, subject.revision, index, Math.floor(revision / 6)),
    )
    const stock = draws(seed, subject.revision, index, -1 - revision)
    const variantOf = (option: string, position: number): ShopVariant => ({
      id: `${1_000 + index}-${position + 1}`,
      sku: `${String(index + 1).padStart(6, '0')}-${position + 1}`,
      gtin: gtinOf(index * 10 + position),
      option,
      stock: stock.chance(0.06) ? 0 : stock.below(120),
    })
    const [firstChoice, ...otherChoices] = choices
    return {
      id: String(1_000 + index),
      name,
      category,
      price,
      cost: Math.floor(basePrice * 0.45),
      taxRate,
      variants: [
        variantOf(firstChoice, 0),
        ...otherChoices.map((option, position) => variantOf(option, position + 1)),
      ],
      createdAt: openedAt,
      updatedAt: revision === 0 ? openedAt : firstAt + (revision - 1) * periodMs,
    }
  }

  const revisions = (index: number, from: number, to: number): readonly number[] => {
    const { periodMs, firstAt } = rhythmOf(index)
    const moments: number[] = []
    const skipped = Math.max(0, Math.floor((from - firstAt) / periodMs) + 1)
    for (let at = firstAt + skipped * periodMs; at <= to; at += periodMs) moments.push(at)
    return moments
  }

  return { size, categories: shelves.map(({ category }) => category), product, revisions }
}

function shelf(
  id: string,
  name: string,
  parent: string,
  nouns: Shelf['nouns'],
  options: Shelf['options'],
  from: number,
  to: number,
): Shelf {
  return { category: { id, name, parent }, nouns, options, from, to, taxRate: 25 }
}

/** The usual price, or one of the campaigns. */
function priceAfter(basePrice: number, draw: ReturnType<typeof draws>): number {
  if (!draw.chance(0.25)) return basePrice
  const percent = draw.pick([80, 90, 110])
  return Math.round((basePrice * percent) / 100 / 5) * 5
}

function gtinOf(number: number): string {
  const digits = `20${String(number).padStart(10, '0')}`
  let sum = 0
  for (let position = 0; position < digits.length; position += 1) {
    sum += Number(digits[position]) * (position % 2 === 0 ? 1 : 3)
  }
  return `${digits}${(10 - (sum % 10)) % 10}`
}
