import { mutations } from '../mutations.ts'
import { tellWebhookStory, type WebhookStory } from './story.ts'

/** Kills in the story that is told of a mutant. */
const mutantKills = 3

/** The part of the suite for webhooks; with `mutants` also that it notices what is broken on purpose. */
export async function webhookSuite(
  options: Omit<WebhookStory, 'mutation'> & { readonly mutants: boolean },
): Promise<readonly string[]> {
  const { seed, kills, say, mutants } = options
  say(`webhooks, seed ${seed}: ${kills} kills`)
  const failures = [...(await tellWebhookStory(options))]
  say(`webhooks: ${kills} kills, ${failures.length} lost`)
  if (!mutants) return failures
  const found = await tellWebhookStory({
    seed,
    kills: mutantKills,
    mutation: 'lateCommit',
    say: () => {},
  })
  say(`mutant, ${mutations.lateCommit.says}: ${found.length} lost`)
  if (found.length === 0)
    failures.push(`nobody noticed that the store ${mutations.lateCommit.says}`)
  return failures
}
