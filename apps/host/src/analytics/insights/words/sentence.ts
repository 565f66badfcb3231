import { currencyExponent } from '@cartograph/core'
import type { InsightFact } from '../insight.ts'
import { danish } from './danish.ts'
import { english } from './english.ts'
import { french } from './french.ts'
import { german } from './german.ts'
import { italian } from './italian.ts'
import type { SentenceKey, Words } from './sentences.ts'
import { swedish } from './swedish.ts'

/** Languages that insights speak. */
export const insightLanguages = ['en', 'de', 'fr', 'it', 'da', 'sv'] as const

export type InsightLanguage = (typeof insightLanguages)[number]

export const wordsOf: Readonly<Record<InsightLanguage, Words>> = {
  en: english,
  de: german,
  fr: french,
  it: italian,
  da: danish,
  sv: swedish,
}

/** How numbers, money and days are written; English that of Britain, where a day comes before its month. */
const locales: Readonly<Record<InsightLanguage, string>> = {
  en: 'en-GB',
  de: 'de-DE',
  fr: 'fr-FR',
  it: 'it-IT',
  da: 'da-DK',
  sv: 'sv-SE',
}

const dayMs = 86_400_000

/** A sentence with its facts, as people of a language write them. */
export function sentenceOf(
  {
    says,
    facts,
  }: { readonly says: SentenceKey; readonly facts: Readonly<Record<string, InsightFact>> },
  language: InsightLanguage,
): string {
  const sentence = wordsOf[language].sentences[says].replaceAll(
    /\{(\w+)\}/gu,
    (_hole, name: string) => {
      const fact = facts[name]
      return fact === undefined ? '–' : factText(fact, language)
    },
  )
  return sentence.charAt(0).toLocaleUpperCase(locales[language]) + sentence.slice(1)
}

export function factText(fact: InsightFact, language: InsightLanguage): string {
  const locale = locales[language]
  switch (fact.type) {
    case 'money':
      return moneyText(fact, locale)
    case 'count':
      return new Intl.NumberFormat(locale, { maximumFractionDigits: 0 }).format(exact(fact.value))
    case 'number':
    case 'days':
      return new Intl.NumberFormat(locale, { maximumFractionDigits: 1 }).format(exact(fact.value))
    case 'share':
      return new Intl.NumberFormat(locale, { style: 'percent', maximumFractionDigits: 1 }).format(
        exact(fact.value),
      )
    case 'day':
      return new Intl.DateTimeFormat(locale, { dateStyle: 'full', timeZone: 'UTC' }).format(
        fact.value * dayMs,
      )
    case 'metric':
      return metricName(fact.value, language)
    case 'name':
    default:
      return fact.value
  }
}

/** The metric in a language, or its English name, which is that of the catalogue. */
export function metricName(metric: string, language: InsightLanguage): string {
  const named: Readonly<Record<string, string>> = wordsOf[language].metrics
  const words = metric.replaceAll('_', ' ')
  return named[metric] ?? words.charAt(0).toUpperCase() + words.slice(1)
}

/** Intl takes decimal text as it is, so an amount of any size is written exactly. */
function exact(value: string): Intl.StringNumericLiteral {
  return value as Intl.StringNumericLiteral
}

function moneyText(
  { value, currency }: { readonly value: string; readonly currency: string },
  locale: string,
): string {
  const places = currencyExponent(currency) ?? 2
  const isLess = value.startsWith('-')
  const digits = (isLess ? value.slice(1) : value).padStart(places + 1, '0')
  const cut = digits.length - places
  const text = `${isLess ? '-' : ''}${digits.slice(0, cut)}${places === 0 ? '' : `.${digits.slice(cut)}`}`
  return new Intl.NumberFormat(locale, {
    style: 'currency',
    currency,
    minimumFractionDigits: places,
    maximumFractionDigits: places,
  }).format(exact(text))
}
