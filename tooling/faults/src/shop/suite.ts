import { mutations } from '../mutations.ts'
import { tellShopStory, type ShopStory } from './story.ts'

/** Mutations that a shop's story must notice. */
const noticed = ['overlap', 'transaction'] as const

/** The shop's part of the suite; with `mutants` also that it notices what is broken on purpose. */
export async function shopSuite(
  options: Omit<ShopStory, 'mutation'> & { readonly mutants: boolean },
): Promise<readonly string[]> {
  const { seed, kills, orders, say, mutants } = options
  say(`shop, seed ${seed}: about ${orders} orders, ${kills} kills`)
  const failures = [...(await tellShopStory(options))]
  say(`shop: ${kills} kills, ${failures.length} differences`)
  for (const name of mutants ? noticed : []) {
    const found = await tellShopStory({ ...options, say: () => {}, mutation: name })
    say(`mutant, ${mutations[name].says}: ${found.length} differences`)
    for (const difference of found.slice(0, 3)) say(`        ${difference.slice(0, 300)}`)
    if (found.length === 0) failures.push(`nobody noticed that the store ${mutations[name].says}`)
  }
  return failures
}
