import { expect, test } from 'vitest'
import { locales, type Language } from '../../words/languages.ts'
import { loadMessages, type MessageKey } from '../../words/messages.ts'
import { sayIn } from '../../words/say.ts'
import { figureNames } from './figure-names.ts'

async function namesIn(language: Language) {
  const messages = await loadMessages(language)
  const knows = (key: string): key is MessageKey => key in messages
  return figureNames(sayIn(language, messages), knows, locales[language])
}

test('metrics, countries and weekdays are called as people of the language call them', async () => {
  const names = await namesIn('de')
  expect([
    names.metric('net_sales'),
    names.value('country', 'DK'),
    names.value('weekday', '1'),
    names.value('channel', 'till'),
    names.value('country', '(unknown)'),
  ]).toStrictEqual(['Nettoumsatz', 'Dänemark', 'Mo', 'Kasse', 'Unbekannt'])
})

test('what the page has no words for is called by its id', async () => {
  const names = await namesIn('en')
  expect([names.metric('happy_customers'), names.value('city', 'Aarhus')]).toStrictEqual([
    'Happy customers',
    'Aarhus',
  ])
})
