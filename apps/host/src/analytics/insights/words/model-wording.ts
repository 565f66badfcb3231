import * as z from 'zod'
import type { Insight } from '../insight.ts'
import { hasOnlyNumbersOf } from './checked-numbers.ts'
import { factText, sentenceOf, type InsightLanguage } from './sentence.ts'

/** An address that answers as the API of OpenAI for chats does. */
export interface WordingModel {
  /** Up to and without `/chat/completions`. */
  readonly url: string
  readonly model: string
  readonly key?: string
}

export type AskModel = (url: string, init: RequestInit) => Promise<Response>

const answerShape = z.object({
  choices: z.array(z.object({ message: z.object({ content: z.string() }) })).min(1),
})
const patienceMs = 20_000
const longestText = 600
const longestAnswerBytes = 65_536

/**
 * An insight in the words of a model, or in those of its template where the model does not answer, or says a number that is no fact.
 *
 * It is told the sentence and its facts, which are sums, and goes to no other address than the one that was declared.
 */
export async function worded(
  insight: Insight,
  language: InsightLanguage,
  {
    model,
    ask = fetch,
    signal,
  }: { readonly model?: WordingModel; readonly ask?: AskModel; readonly signal: AbortSignal },
): Promise<string> {
  const sentence = sentenceOf(insight, language)
  if (model === undefined) return sentence
  try {
    const text = await askedOf(model, wish(insight, sentence, language), { ask, signal })
    const isUsable =
      text !== '' &&
      text.length <= longestText &&
      !/[\r\n<>]|https?:/u.test(text) &&
      hasOnlyNumbersOf(text, sentence)
    return isUsable ? text : sentence
  } catch {
    return sentence
  }
}

function wish({ facts }: Insight, sentence: string, language: InsightLanguage) {
  const told = Object.fromEntries(
    Object.entries(facts).map(([name, fact]) => [name, factText(fact, language)]),
  )
  return [
    {
      role: 'system',
      content:
        'Rewrite the sentence for a merchant, in the same language, as one or two plain sentences. Write every number exactly as it is given, in digits, and no other number. Add nothing that is not in the facts.',
    },
    { role: 'user', content: JSON.stringify({ language, sentence, facts: told }) },
  ]
}

async function askedOf(
  { url, model, key }: WordingModel,
  messages: readonly object[],
  { ask, signal }: { readonly ask: AskModel; readonly signal: AbortSignal },
): Promise<string> {
  const response = await ask(`${url}/chat/completions`, {
    method: 'POST',
    redirect: 'error',
    headers: {
      'content-type': 'application/json',
      ...(key !== undefined && { authorization: `Bearer ${key}` }),
    },
    body: JSON.stringify({ model, messages, temperature: 0 }),
    signal: AbortSignal.any([signal, AbortSignal.timeout(patienceMs)]),
  })
  const text = await response.text()
  if (!response.ok || text.length > longestAnswerBytes) return ''
  return answerShape.parse(JSON.parse(text)).choices[0]?.message.content.trim() ?? ''
}
