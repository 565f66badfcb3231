import { sourceMutations, type SourceMutationName } from '../source-mutations.ts'
import { tellTillStory, type TillStory } from './story.ts'

/** Stories that are told of a mutant, from one seed after the other. */
const mutantStories = { atMost: 4, kills: 3, receipts: 200 }
const noticed: readonly { readonly name: SourceMutationName; readonly as: string }[] = [
  { name: 'blindAppend', as: 'doubled:' },
  { name: 'noSeries', as: 'overtaken:' },
]

/** The till's part of the suite; with `mutants` also that it notices what is broken on purpose. */
export async function tillSuite(
  options: Omit<TillStory, 'mutation'> & { readonly mutants: boolean },
): Promise<readonly string[]> {
  const { seed, receipts, kills, say, mutants } = options
  say(`till, seed ${seed}: ${receipts} receipts, ${kills} kills`)
  const failures = [...(await tellTillStory(options))]
  for (const difference of failures.slice(0, 10)) say(`        ${difference}`)
  say(`till: ${kills} kills, ${failures.length} differences`)
  for (const { name, as } of mutants ? noticed : []) {
    const found = await unlikeStories(seed, name, as)
    say(`mutant, ${sourceMutations[name].says}: ${found.length} differences`)
    for (const difference of found.slice(0, 3)) say(`        ${difference}`)
    if (found.length === 0)
      failures.push(`nobody noticed that the connector ${sourceMutations[name].says}`)
  }
  return failures
}

/** What the first story that finds a difference of the kind finds; nothing where all end well. */
async function unlikeStories(
  seed: number,
  mutation: SourceMutationName,
  kind: string,
): Promise<readonly string[]> {
  const { atMost, kills, receipts } = mutantStories
  for (let told = 0; told < atMost; told += 1) {
    const found = await tellTillStory({
      seed: seed + told,
      receipts,
      kills,
      mutation,
      say: () => {},
    })
    const telling = found.filter((each) => each.startsWith(kind))
    if (telling.length > 0) return telling
  }
  return []
}
