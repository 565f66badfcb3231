import { expect, test } from 'vitest'
import { figureNames } from './figure-names.ts'
import { loadFigureWords, type FigureLanguage } from './figure-words.ts'

async function namesIn(language: FigureLanguage) {
  const words: Readonly<Record<string, string>> = await loadFigureWords(language)
  return figureNames((key) => words[key], language)
}

test('metrics, countries and weekdays are called as people of the language call them', async () => {
  const names = await namesIn('de')
  expect([
    names.metric('net_sales'),
    names.value('country', 'DK'),
    names.value('weekday', '1'),
    names.value('channel', 'till'),
    names.value('country', '(unknown)'),
    names.widget('Net sales by country'),
  ]).toStrictEqual([
    'Nettoumsatz',
    'Dänemark',
    'Mo',
    'Kasse',
    'Unbekannt',
    'Nettoumsatz nach Ländern',
  ])
})

test('what there are no words for is called by its id, and a title of one’s own as it was written', async () => {
  const names = await namesIn('en')
  expect([
    names.metric('happy_customers'),
    names.value('city', 'Aarhus'),
    names.widget('How we sell'),
  ]).toStrictEqual(['Happy customers', 'Aarhus', 'How we sell'])
})

const placesOf = (words: Readonly<Record<string, string>>) =>
  Object.entries(words).map(([key, text]) => [
    key,
    [...text.matchAll(/\{\w+\}/gu)].map(([place]) => place).toSorted(),
  ])

test.for(['de', 'fr', 'it', 'da', 'sv'] as const)(
  '%s says everything that English says, with the same values',
  async (language) => {
    expect(placesOf(await loadFigureWords(language))).toStrictEqual(
      placesOf(await loadFigureWords('en')),
    )
  },
)
