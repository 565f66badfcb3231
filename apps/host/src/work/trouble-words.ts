import type { NoticeLanguage } from '../config/index.ts'

/** What mails about connections say. Texts but the English ones were not reviewed by native speakers. */
export interface TroubleWords {
  readonly failsSubject: string
  readonly worksSubject: string
  readonly fails: string
  readonly works: string
  readonly needsSomebody: string
  readonly passes: string
  readonly again: string
  readonly support: string
}

/** By language; `{connection}`, `{part}`, `{since}`, `{hours}` and `{support}` are filled in. */
export const troubleWords: Readonly<Record<NoticeLanguage, TroubleWords>> = {
  en: {
    failsSubject: '{connection} does not work',
    worksSubject: '{connection} works again',
    fails:
      'The connection {connection} has not worked since {since}. This is what {part} met with:',
    works: 'The connection {connection} works again. It had not worked since {since}.',
    needsSomebody:
      'It does not pass by itself: somebody has to act. Nothing that was read is lost.',
    passes:
      'Mostly this passes by itself: it is tried again and again. You are told because it has lasted for an hour.',
    again:
      'You are told again after {hours} hours at the earliest, and once it works. Who has an account can turn these mails off there.',
    support: 'If you cannot go on, ask {support}.',
  },
  de: {
    failsSubject: '{connection} funktioniert nicht',
    worksSubject: '{connection} funktioniert wieder',
    fails: 'Die Verbindung {connection} funktioniert seit {since} nicht. Das widerfuhr {part}:',
    works: 'Die Verbindung {connection} funktioniert wieder. Sie ging seit {since} nicht.',
    needsSomebody:
      'Von selbst vergeht es nicht: jemand muss handeln. Nichts, was gelesen wurde, ist verloren.',
    passes:
      'Meist vergeht es von selbst: es wird immer wieder versucht. Sie erfahren davon, weil es schon eine Stunde dauert.',
    again:
      'Frühestens nach {hours} Stunden erfahren Sie wieder davon, und sobald es geht. Wer ein Konto hat, kann diese Mails dort abstellen.',
    support: 'Wenn Sie nicht weiterkommen, fragen Sie {support}.',
  },
  fr: {
    failsSubject: '{connection} ne fonctionne pas',
    worksSubject: '{connection} fonctionne de nouveau',
    fails:
      'La connexion {connection} ne fonctionne pas depuis {since}. Voici ce que {part} a rencontré :',
    works: 'La connexion {connection} fonctionne de nouveau. Elle était en panne depuis {since}.',
    needsSomebody:
      'Cela ne passe pas tout seul : quelqu’un doit agir. Rien de ce qui a été lu n’est perdu.',
    passes:
      'Le plus souvent cela passe tout seul : de nouveaux essais ont lieu sans cesse. Vous êtes prévenu parce que cela dure depuis une heure.',
    again:
      'Vous serez prévenu de nouveau dans {hours} heures au plus tôt, et dès que cela fonctionne. Qui a un compte peut y couper ces messages.',
    support: 'Si vous êtes bloqué, demandez à {support}.',
  },
  it: {
    failsSubject: '{connection} non funziona',
    worksSubject: '{connection} funziona di nuovo',
    fails:
      'La connessione {connection} non funziona dal {since}. Ecco che cosa ha incontrato {part}:',
    works: 'La connessione {connection} funziona di nuovo. Non funzionava dal {since}.',
    needsSomebody:
      'Non passa da solo: qualcuno deve intervenire. Nulla di ciò che è stato letto è perduto.',
    passes:
      'Di solito passa da solo: si riprova di continuo. Ricevi questo avviso perché dura da un’ora.',
    again:
      'Riceverai un altro avviso non prima di {hours} ore, e appena funziona. Chi ha un account può disattivare lì questi messaggi.',
    support: 'Se non riesci ad andare avanti, chiedi a {support}.',
  },
  da: {
    failsSubject: '{connection} virker ikke',
    worksSubject: '{connection} virker igen',
    fails: 'Forbindelsen {connection} har ikke virket siden {since}. Dette mødte {part}:',
    works: 'Forbindelsen {connection} virker igen. Den havde ikke virket siden {since}.',
    needsSomebody:
      'Det går ikke over af sig selv: nogen skal gøre noget. Intet af det læste er gået tabt.',
    passes:
      'Som regel går det over af sig selv: der prøves igen og igen. Du får besked, fordi det har varet en time.',
    again:
      'Du får tidligst besked igen efter {hours} timer, og når det virker. Har du en konto, kan du slå disse mails fra dér.',
    support: 'Kan du ikke komme videre, så spørg {support}.',
  },
  sv: {
    failsSubject: '{connection} fungerar inte',
    worksSubject: '{connection} fungerar igen',
    fails: 'Anslutningen {connection} har inte fungerat sedan {since}. Detta mötte {part}:',
    works: 'Anslutningen {connection} fungerar igen. Den hade inte fungerat sedan {since}.',
    needsSomebody:
      'Det går inte över av sig självt: någon måste göra något. Inget som har lästs är förlorat.',
    passes:
      'Oftast går det över av sig självt: nya försök görs hela tiden. Du får veta det eftersom det har pågått i en timme.',
    again:
      'Du får veta det igen tidigast efter {hours} timmar, och när det fungerar. Har du ett konto kan du stänga av dessa mejl där.',
    support: 'Om du inte kommer vidare, fråga {support}.',
  },
}
