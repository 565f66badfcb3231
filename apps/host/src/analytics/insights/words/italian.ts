import type { Words } from './sentences.ts'

/** Not reviewed by a native speaker. */
export const italian: Words = {
  sentences: {
    anomalyUp:
      '{metric}, {day}: {value}, {change} in più del solito ({expected}); affidabilità {confidence}.',
    anomalyDown:
      '{metric}, {day}: {value}, {change} in meno del solito ({expected}); affidabilità {confidence}.',
    changeUp:
      '{metric}: {value}, in aumento del {change} ({delta}): {fromOrders} per il numero di ordini, {fromWorth} per il loro valore.',
    changeDown:
      '{metric}: {value}, in calo del {change} ({delta}): {fromOrders} per il numero di ordini, {fromWorth} per il loro valore.',
    changePart:
      '{metric}: {share} della variazione viene da {name} ({delta}; variazione degli ordini: {orders}).',
    recordDay:
      '{metric}: {value}, {day}, il giorno migliore da questa data: {since} (prima: {before}).',
    recordWeek:
      '{metric}: {value}, settimana da {day}, la migliore da questa data: {since} (prima: {before}).',
    recordMonth:
      '{metric}: {value}, mese da {day}, il migliore da questa data: {since} (prima: {before}).',
    streakUp: '{metric}: {value} la settimana scorsa. Settimane consecutive in aumento: {count}.',
    streakDown: '{metric}: {value} la settimana scorsa. Settimane consecutive in calo: {count}.',
    trendUp:
      '{metric}: circa {value} al giorno da questa data: {since}; {change} in più di prima ({expected}).',
    trendDown:
      '{metric}: circa {value} al giorno da questa data: {since}; {change} in meno di prima ({expected}).',
    runsOut:
      '{name} sarà presto esaurito: scorta {stock}, vendite al giorno {pace}. Giorni rimasti: {days}.',
    soldOut: '{name} è esaurito; vendite al giorno: {pace}.',
    segmentGrew:
      'Il segmento {name} è cresciuto: entrati {entered}, usciti {left}. Membri attuali: {members}.',
    segmentShrank:
      'Il segmento {name} è diminuito: entrati {entered}, usciti {left}. Membri attuali: {members}.',
    syncLoading: '{name} è ancora in caricamento; i dati sono incompleti.',
    syncDelayed: '{name} è in ritardo: ultima lettura {day}.',
    syncFailing: '{name} non può essere letto; ultima lettura riuscita: {day}.',
    syncAccess: '{name} non lascia più entrare Cartograph; l’accesso va rinnovato.',
    alertAbove: 'Avviso {name}. {metric}: {value}, sopra {limit}.',
    alertBelow: 'Avviso {name}. {metric}: {value}, sotto {limit}.',
    alertRises: 'Avviso {name}. {metric}: {value}, variazione {change} (limite {limit}).',
    alertFalls: 'Avviso {name}. {metric}: {value}, variazione {change} (limite {limit}).',
    figure: '{metric}: {value}',
    digestDay: 'Dati del giorno: {day}',
    digestWeek: 'Dati della settimana da {day}',
    nothingNew: 'Niente di insolito.',
  },
  metrics: {
    orders: 'Ordini',
    net_sales: 'Vendite nette',
    aov: 'Ordine medio',
    refund_rate_value: 'Tasso di rimborso',
    failed_rate: 'Pagamenti non riusciti',
    new_customers: 'Nuovi clienti',
    customers: 'Clienti',
    net_revenue: 'Ricavi netti',
    units: 'Unità',
  },
}
