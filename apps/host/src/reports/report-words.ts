import type { FigureLanguage } from '@cartograph/charts/figures'

/** What reports say beside figures. What stands in braces is put in. */
export interface ReportWords {
  /** Of the page’s number. */
  readonly page: string
  readonly currency: string
  readonly stores: string
  readonly segments: string
  readonly compared: string
  readonly nothing: string
  readonly more: string
  readonly untold: string
  readonly provisional: string
  readonly attached: string
}

/** The language that numbers and days are written in; the continent’s English writes days before months. */
export const reportLocales: Readonly<Record<FigureLanguage, string>> = {
  en: 'en-GB',
  de: 'de-DE',
  fr: 'fr-FR',
  it: 'it-IT',
  da: 'da-DK',
  sv: 'sv-SE',
}

/** Those that are not English were not reviewed by native speakers. */
export const reportWords: Readonly<Record<FigureLanguage, ReportWords>> = {
  en: {
    page: 'Page {page} of {pages}',
    currency: 'Amounts in {currency}',
    stores: 'Stores: {stores}',
    segments: 'Segments: {segments}',
    compared: 'Compared with {range}',
    nothing: 'Nothing happened in this time: there are no figures to show.',
    more: '… and {count} more',
    untold: '{widget}: {why}',
    provisional:
      'Amounts of the last days are converted at an earlier rate and may change a little.',
    attached: 'Attached: {files}',
  },
  de: {
    page: 'Seite {page} von {pages}',
    currency: 'Beträge in {currency}',
    stores: 'Läden: {stores}',
    segments: 'Segmente: {segments}',
    compared: 'Verglichen mit {range}',
    nothing: 'In dieser Zeit ist nichts geschehen: Es gibt keine Zahlen zu zeigen.',
    more: '… und {count} weitere',
    untold: '{widget}: {why}',
    provisional:
      'Beträge der letzten Tage sind zu einem früheren Kurs umgerechnet und können sich leicht ändern.',
    attached: 'Angehängt: {files}',
  },
  fr: {
    page: 'Page {page} sur {pages}',
    currency: 'Montants en {currency}',
    stores: 'Boutiques : {stores}',
    segments: 'Segments : {segments}',
    compared: 'Comparé à la période {range}',
    nothing: 'Rien ne s’est passé pendant cette période : il n’y a aucun chiffre à montrer.',
    more: '… et {count} autres',
    untold: '{widget} : {why}',
    provisional:
      'Les montants des derniers jours sont convertis à un cours antérieur et peuvent encore changer un peu.',
    attached: 'Ci-joint : {files}',
  },
  it: {
    page: 'Pagina {page} di {pages}',
    currency: 'Importi in {currency}',
    stores: 'Negozi: {stores}',
    segments: 'Segmenti: {segments}',
    compared: 'Confrontato con {range}',
    nothing: 'In questo periodo non è successo nulla: non ci sono dati da mostrare.',
    more: '… e altri {count}',
    untold: '{widget}: {why}',
    provisional:
      'Gli importi degli ultimi giorni sono convertiti a un cambio precedente e possono variare leggermente.',
    attached: 'In allegato: {files}',
  },
  da: {
    page: 'Side {page} af {pages}',
    currency: 'Beløb i {currency}',
    stores: 'Butikker: {stores}',
    segments: 'Segmenter: {segments}',
    compared: 'Sammenlignet med {range}',
    nothing: 'Der skete intet i denne periode: der er ingen tal at vise.',
    more: '… og {count} flere',
    untold: '{widget}: {why}',
    provisional:
      'Beløb for de sidste dage er omregnet til en tidligere kurs og kan ændre sig lidt.',
    attached: 'Vedhæftet: {files}',
  },
  sv: {
    page: 'Sida {page} av {pages}',
    currency: 'Belopp i {currency}',
    stores: 'Butiker: {stores}',
    segments: 'Segment: {segments}',
    compared: 'Jämfört med {range}',
    nothing: 'Ingenting hände under den här tiden: det finns inga siffror att visa.',
    more: '… och {count} till',
    untold: '{widget}: {why}',
    provisional:
      'Belopp för de senaste dagarna är omräknade till en tidigare kurs och kan ändras lite.',
    attached: 'Bifogat: {files}',
  },
}
