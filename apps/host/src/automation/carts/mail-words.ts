import type { CartLanguage } from '../../config/index.ts'

export interface MailWords {
  readonly hello: string
  readonly subject: string
  readonly intro: string
  readonly total: string
  readonly button: string
  readonly unsubscribe: string
}

/** The words of the ready mail. */
export const mailWords: Readonly<Record<CartLanguage, MailWords>> = {
  en: {
    hello: 'Hello',
    subject: 'You left something in your cart',
    intro: 'You left this in your cart. We have kept it for you.',
    total: 'Total',
    button: 'Back to your cart',
    unsubscribe: 'No more mails like this',
  },
  de: {
    hello: 'Hallo',
    subject: 'In Ihrem Warenkorb liegt noch etwas',
    intro: 'Das liegt noch in Ihrem Warenkorb. Wir haben es für Sie aufgehoben.',
    total: 'Summe',
    button: 'Zurück zum Warenkorb',
    unsubscribe: 'Keine solchen Mails mehr',
  },
  fr: {
    hello: 'Bonjour',
    subject: 'Votre panier vous attend',
    intro: 'Voici ce que vous avez laissé dans votre panier. Nous l’avons gardé pour vous.',
    total: 'Total',
    button: 'Retour au panier',
    unsubscribe: 'Ne plus recevoir ces messages',
  },
  it: {
    hello: 'Buongiorno',
    subject: 'Il suo carrello la aspetta',
    intro: 'Ecco che cosa ha lasciato nel carrello. L’abbiamo tenuto da parte per lei.',
    total: 'Totale',
    button: 'Torna al carrello',
    unsubscribe: 'Non ricevere più questi messaggi',
  },
  da: {
    hello: 'Hej',
    subject: 'Du glemte noget i din kurv',
    intro: 'Det her ligger stadig i din kurv. Vi har gemt det til dig.',
    total: 'I alt',
    button: 'Tilbage til kurven',
    unsubscribe: 'Ikke flere mails som denne',
  },
  sv: {
    hello: 'Hej',
    subject: 'Du har något kvar i varukorgen',
    intro: 'Det här ligger kvar i din varukorg. Vi har sparat det åt dig.',
    total: 'Summa',
    button: 'Tillbaka till varukorgen',
    unsubscribe: 'Inga fler mejl som det här',
  },
}
