import { mutations } from '../mutations.ts'
import { tellShopStory, type ShopStory } from './story.ts'

/**
 * Stories that are told of a mutant, from one seed after the other, and kills in each.
 *
 * Whatever is lost of the last minute is read again, so a mutant shows mostly while the shop is read for the first time.
 */
const mutantStories = { atMost: 8, kills: 4 }

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
    const found = await unlikeStories(options, name)
    say(`mutant, ${mutations[name].says}: ${found.length} differences`)
    for (const difference of found.slice(0, 3)) say(`        ${difference.slice(0, 300)}`)
    if (found.length === 0) failures.push(`nobody noticed that the store ${mutations[name].says}`)
  }
  return failures
}

/** What the first story that differs finds; nothing where all end well. */
async function unlikeStories(
  { seed, orders }: Pick<ShopStory, 'seed' | 'orders'>,
  mutation: (typeof noticed)[number],
): Promise<readonly string[]> {
  const { atMost, kills } = mutantStories
  for (let told = 0; told < atMost; told += 1) {
    const story = { seed: seed + told, orders, kills, mutation, say: () => {} }
    const found = await tellShopStory(story)
    if (found.length > 0) return found
  }
  return []
}
