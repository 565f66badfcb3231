import type { Words } from './sentences.ts'

/** Not reviewed by a native speaker. */
export const swedish: Words = {
  sentences: {
    anomalyUp:
      '{metric}, {day}: {value}, {change} över det vanliga {expected} (säkerhet {confidence}).',
    anomalyDown:
      '{metric}, {day}: {value}, {change} under det vanliga {expected} (säkerhet {confidence}).',
    changeUp:
      '{metric}: {value}, {change} mer ({delta}): {fromOrders} från antalet order, {fromWorth} från deras värde.',
    changeDown:
      '{metric}: {value}, {change} mindre ({delta}): {fromOrders} från antalet order, {fromWorth} från deras värde.',
    changePart:
      '{metric}: {share} av förändringen kommer från {name} ({delta}; förändring i order: {orders}).',
    recordDay: '{metric}: {value}, {day}, den bästa dagen sedan {since} (tidigare: {before}).',
    recordWeek:
      '{metric}: {value} under veckan från {day}, den bästa veckan sedan {since} (tidigare: {before}).',
    recordMonth:
      '{metric}: {value} under månaden från {day}, den bästa månaden sedan {since} (tidigare: {before}).',
    streakUp: '{metric}: {value} förra veckan. Veckor i rad med uppgång: {count}.',
    streakDown: '{metric}: {value} förra veckan. Veckor i rad med nedgång: {count}.',
    trendUp:
      '{metric}: sedan {since} omkring {value} per dag, {change} över nivån innan ({expected}).',
    trendDown:
      '{metric}: sedan {since} omkring {value} per dag, {change} under nivån innan ({expected}).',
    runsOut: '{name} är snart slutsåld: {stock} kvar, {pace} sålda per dag. Dagar kvar: {days}.',
    soldOut: '{name} är slutsåld; {pace} såldes per dag.',
    segmentGrew: 'Segmentet {name} växte: {entered} kom, {left} lämnade. Medlemmar nu: {members}.',
    segmentShrank:
      'Segmentet {name} krympte: {entered} kom, {left} lämnade. Medlemmar nu: {members}.',
    syncLoading: '{name} läses fortfarande in; siffrorna är ofullständiga.',
    syncDelayed: '{name} är försenad: senast läst {day}.',
    syncFailing: '{name} kan inte läsas; senast lyckades det {day}.',
    syncAccess: '{name} släpper inte längre in Cartograph; åtkomsten måste förnyas.',
    alertAbove: 'Varning {name}. {metric}: {value}, över {limit}.',
    alertBelow: 'Varning {name}. {metric}: {value}, under {limit}.',
    alertRises: 'Varning {name}. {metric}: {value}, förändring {change} (gräns {limit}).',
    alertFalls: 'Varning {name}. {metric}: {value}, förändring {change} (gräns {limit}).',
    figure: '{metric}: {value}',
    digestDay: 'Siffror för {day}',
    digestWeek: 'Siffror för veckan från {day}',
    nothingNew: 'Inget ovanligt.',
  },
  metrics: {
    orders: 'Order',
    net_sales: 'Nettoförsäljning',
    aov: 'Genomsnittlig order',
    refund_rate_value: 'Återbetalningsandel',
    failed_rate: 'Misslyckade betalningar',
    new_customers: 'Nya kunder',
    customers: 'Kunder',
    net_revenue: 'Nettointäkter',
    units: 'Enheter',
  },
}
