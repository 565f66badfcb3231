import type { Words } from './sentences.ts'

/** Not reviewed by a native speaker. */
export const french: Words = {
  sentences: {
    anomalyUp:
      '{metric}, {day} : {value}, soit {change} de plus que d’habitude ({expected}) ; fiabilité {confidence}.',
    anomalyDown:
      '{metric}, {day} : {value}, soit {change} de moins que d’habitude ({expected}) ; fiabilité {confidence}.',
    changeUp:
      '{metric} : {value}, en hausse de {change} ({delta}) : {fromOrders} par le nombre de commandes, {fromWorth} par leur valeur.',
    changeDown:
      '{metric} : {value}, en baisse de {change} ({delta}) : {fromOrders} par le nombre de commandes, {fromWorth} par leur valeur.',
    changePart:
      '{metric} : {share} de la variation vient de {name} ({delta} ; variation des commandes : {orders}).',
    recordDay:
      '{metric} : {value}, {day}, le meilleur jour depuis cette date : {since} (avant : {before}).',
    recordWeek:
      '{metric} : {value}, semaine commençant {day}, la meilleure depuis cette date : {since} (avant : {before}).',
    recordMonth:
      '{metric} : {value}, mois commençant {day}, le meilleur depuis cette date : {since} (avant : {before}).',
    streakUp: '{metric} : {value} la semaine dernière. Semaines de hausse consécutives : {count}.',
    streakDown:
      '{metric} : {value} la semaine dernière. Semaines de baisse consécutives : {count}.',
    trendUp:
      '{metric} : environ {value} par jour depuis cette date : {since} ; {change} de plus qu’avant ({expected}).',
    trendDown:
      '{metric} : environ {value} par jour depuis cette date : {since} ; {change} de moins qu’avant ({expected}).',
    runsOut:
      '{name} sera bientôt en rupture : stock {stock}, ventes par jour {pace}. Jours restants : {days}.',
    soldOut: '{name} est en rupture de stock ; ventes par jour : {pace}.',
    segmentGrew:
      'Le segment {name} a grandi : entrées {entered}, sorties {left}. Membres actuels : {members}.',
    segmentShrank:
      'Le segment {name} a diminué : entrées {entered}, sorties {left}. Membres actuels : {members}.',
    syncLoading: '{name} est encore en cours de chargement ; les chiffres sont incomplets.',
    syncDelayed: '{name} est en retard : dernière lecture {day}.',
    syncFailing: '{name} ne peut pas être lu ; dernière lecture réussie : {day}.',
    syncAccess: '{name} ne laisse plus entrer Cartograph ; l’accès doit être renouvelé.',
    alertAbove: 'Alerte {name}. {metric} : {value}, au-dessus de {limit}.',
    alertBelow: 'Alerte {name}. {metric} : {value}, au-dessous de {limit}.',
    alertRises: 'Alerte {name}. {metric} : {value}, variation {change} (limite {limit}).',
    alertFalls: 'Alerte {name}. {metric} : {value}, variation {change} (limite {limit}).',
    figure: '{metric} : {value}',
    digestDay: 'Chiffres du jour : {day}',
    digestWeek: 'Chiffres de la semaine commençant {day}',
    nothingNew: 'Rien d’inhabituel.',
  },
  metrics: {
    orders: 'Commandes',
    net_sales: 'Ventes nettes',
    aov: 'Panier moyen',
    refund_rate_value: 'Taux de remboursement',
    failed_rate: 'Paiements échoués',
    new_customers: 'Nouveaux clients',
    customers: 'Clients',
    net_revenue: 'Revenu net',
    units: 'Unités',
  },
}
