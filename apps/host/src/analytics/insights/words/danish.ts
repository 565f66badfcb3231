import type { Words } from './sentences.ts'

/** Not reviewed by a native speaker. */
export const danish: Words = {
  sentences: {
    anomalyUp:
      '{metric}, {day}: {value}, {change} over det sædvanlige {expected} (sikkerhed {confidence}).',
    anomalyDown:
      '{metric}, {day}: {value}, {change} under det sædvanlige {expected} (sikkerhed {confidence}).',
    changeUp:
      '{metric}: {value}, {change} mere ({delta}): {fromOrders} fra antallet af ordrer, {fromWorth} fra deres værdi.',
    changeDown:
      '{metric}: {value}, {change} mindre ({delta}): {fromOrders} fra antallet af ordrer, {fromWorth} fra deres værdi.',
    changePart:
      '{metric}: {share} af ændringen kommer fra {name} ({delta}; ændring i ordrer: {orders}).',
    recordDay: '{metric}: {value}, {day}, den bedste dag siden {since} (før: {before}).',
    recordWeek: '{metric}: {value} i ugen fra {day}, den bedste uge siden {since} (før: {before}).',
    recordMonth:
      '{metric}: {value} i måneden fra {day}, den bedste måned siden {since} (før: {before}).',
    streakUp: '{metric}: {value} i sidste uge. Uger i træk med stigning: {count}.',
    streakDown: '{metric}: {value} i sidste uge. Uger i træk med fald: {count}.',
    trendUp:
      '{metric}: siden {since} omkring {value} om dagen, {change} over niveauet før ({expected}).',
    trendDown:
      '{metric}: siden {since} omkring {value} om dagen, {change} under niveauet før ({expected}).',
    runsOut:
      '{name} er snart udsolgt: {stock} tilbage, {pace} solgt om dagen. Dage tilbage: {days}.',
    soldOut: '{name} er udsolgt; {pace} blev solgt om dagen.',
    segmentGrew: 'Segmentet {name} voksede: {entered} kom, {left} gik. Medlemmer nu: {members}.',
    segmentShrank:
      'Segmentet {name} skrumpede: {entered} kom, {left} gik. Medlemmer nu: {members}.',
    syncLoading: '{name} hentes stadig; tallene er ufuldstændige.',
    syncDelayed: '{name} er forsinket: sidst læst {day}.',
    syncFailing: '{name} kan ikke læses; sidst lykkedes det {day}.',
    syncAccess: '{name} lukker ikke længere Cartograph ind; adgangen skal fornyes.',
    alertAbove: 'Advarsel {name}. {metric}: {value}, over {limit}.',
    alertBelow: 'Advarsel {name}. {metric}: {value}, under {limit}.',
    alertRises: 'Advarsel {name}. {metric}: {value}, ændring {change} (grænse {limit}).',
    alertFalls: 'Advarsel {name}. {metric}: {value}, ændring {change} (grænse {limit}).',
    figure: '{metric}: {value}',
    digestDay: 'Tal for {day}',
    digestWeek: 'Tal for ugen fra {day}',
    nothingNew: 'Intet usædvanligt.',
  },
  metrics: {
    orders: 'Ordrer',
    net_sales: 'Nettosalg',
    aov: 'Gennemsnitlig ordre',
    refund_rate_value: 'Refusionsandel',
    failed_rate: 'Mislykkede betalinger',
    new_customers: 'Nye kunder',
    customers: 'Kunder',
    net_revenue: 'Nettoomsætning',
    units: 'Enheder',
  },
}
