import { tellCartStory, type CartStory } from './story.ts'

/** The part of the suite that leaves carts: nobody may be written to twice, after a purchase, or against their will. */
export async function cartSuite(options: CartStory): Promise<readonly string[]> {
  const { seed, visitors, days, kills, say } = options
  say(`carts, seed ${seed}: ${visitors} visitors over ${days} days, ${kills} kills`)
  const failures = await tellCartStory(options)
  for (const difference of failures.slice(0, 10)) say(`        ${difference}`)
  say(`carts: ${failures.length} differences`)
  return failures
}
