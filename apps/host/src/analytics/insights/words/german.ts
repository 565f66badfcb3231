import type { Words } from './sentences.ts'

/** Not reviewed by a native speaker. */
export const german: Words = {
  sentences: {
    anomalyUp:
      '{metric}, {day}: {value}, {change} über den üblichen {expected} (Sicherheit {confidence}).',
    anomalyDown:
      '{metric}, {day}: {value}, {change} unter den üblichen {expected} (Sicherheit {confidence}).',
    changeUp:
      '{metric}: {value}, {change} mehr ({delta}): {fromOrders} durch die Zahl der Bestellungen, {fromWorth} durch ihren Wert.',
    changeDown:
      '{metric}: {value}, {change} weniger ({delta}): {fromOrders} durch die Zahl der Bestellungen, {fromWorth} durch ihren Wert.',
    changePart:
      '{metric}: {share} der Veränderung stammen von {name} ({delta}; Veränderung der Bestellungen: {orders}).',
    recordDay: '{metric}: {value} am {day}, der beste Tag seit {since} (zuvor: {before}).',
    recordWeek:
      '{metric}: {value} in der Woche ab {day}, die beste Woche seit {since} (zuvor: {before}).',
    recordMonth:
      '{metric}: {value} im Monat ab {day}, der beste Monat seit {since} (zuvor: {before}).',
    streakUp: '{metric}: {value} in der letzten Woche. Wochen in Folge mit Anstieg: {count}.',
    streakDown: '{metric}: {value} in der letzten Woche. Wochen in Folge mit Rückgang: {count}.',
    trendUp:
      '{metric}: seit {since} etwa {value} am Tag, {change} über dem Stand davor ({expected}).',
    trendDown:
      '{metric}: seit {since} etwa {value} am Tag, {change} unter dem Stand davor ({expected}).',
    runsOut:
      '{name} ist bald ausverkauft: Bestand {stock}, Verkauf am Tag {pace}. Verbleibende Tage: {days}.',
    soldOut: '{name} ist ausverkauft; Verkauf am Tag zuletzt {pace}.',
    segmentGrew:
      'Segment {name} ist gewachsen: {entered} kamen, {left} gingen. Mitglieder jetzt: {members}.',
    segmentShrank:
      'Segment {name} ist geschrumpft: {entered} kamen, {left} gingen. Mitglieder jetzt: {members}.',
    syncLoading: '{name} wird noch geladen; die Zahlen sind unvollständig.',
    syncDelayed: '{name} ist verspätet: zuletzt gelesen am {day}.',
    syncFailing: '{name} kann nicht gelesen werden; zuletzt gelang es am {day}.',
    syncAccess: '{name} lässt Cartograph nicht mehr zu; der Zugang muss erneuert werden.',
    alertAbove: 'Warnung {name}. {metric}: {value}, über {limit}.',
    alertBelow: 'Warnung {name}. {metric}: {value}, unter {limit}.',
    alertRises: 'Warnung {name}. {metric}: {value}, Veränderung {change} (Grenze {limit}).',
    alertFalls: 'Warnung {name}. {metric}: {value}, Veränderung {change} (Grenze {limit}).',
    figure: '{metric}: {value}',
    digestDay: 'Zahlen vom {day}',
    digestWeek: 'Zahlen der Woche ab {day}',
    nothingNew: 'Nichts Ungewöhnliches.',
  },
  metrics: {
    orders: 'Bestellungen',
    net_sales: 'Nettoumsatz',
    aov: 'Durchschnittliche Bestellung',
    refund_rate_value: 'Erstattungsquote',
    failed_rate: 'Fehlgeschlagene Zahlungen',
    new_customers: 'Neukunden',
    customers: 'Kunden',
    net_revenue: 'Nettoerlös',
    units: 'Stückzahl',
  },
}
