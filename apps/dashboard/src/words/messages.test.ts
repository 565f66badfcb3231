import { expect, test } from 'vitest'
import { languageIds, locales } from './languages.ts'
import { loadMessages, type Message } from './messages.ts'

const others = languageIds.filter((language) => language !== 'en')
const placesIn = (message: Message) =>
  [
    ...new Set(
      Object.values(typeof message === 'string' ? { message } : message).flatMap((text) =>
        [...text.matchAll(/\{\w+\}/gu)].map(([place]) => place),
      ),
    ),
  ].toSorted()

test.for(others)('%s says everything that English says, in the same order', async (language) => {
  const [english, messages] = await Promise.all([loadMessages('en'), loadMessages(language)])
  expect(Object.keys(messages)).toStrictEqual(Object.keys(english))
})

test.for(others)('%s names the same values in each message', async (language) => {
  const [english, messages] = await Promise.all([loadMessages('en'), loadMessages(language)])
  const places = (all: typeof english) =>
    Object.entries(all).map(([key, message]) => [key, placesIn(message)])
  expect(places(messages)).toStrictEqual(places(english))
})

test.for(languageIds)('%s has a form for every kind of number that it knows', async (language) => {
  const messages = await loadMessages(language)
  const kinds = new Intl.PluralRules(locales[language]).resolvedOptions().pluralCategories
  const missing = Object.entries(messages)
    .filter(([, message]) => typeof message !== 'string')
    .flatMap(([key, message]) =>
      kinds.filter((kind) => !(kind in Object(message))).map((kind) => `${key}: ${kind}`),
    )
  expect(missing).toStrictEqual([])
})

test.for(languageIds)('no message of %s is empty', async (language) => {
  const texts = Object.values(await loadMessages(language)).flatMap((message) =>
    typeof message === 'string' ? [message] : Object.values(message),
  )
  expect(texts.filter((text) => text.trim() === '')).toStrictEqual([])
})
