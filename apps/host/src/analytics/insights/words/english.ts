import type { Words } from './sentences.ts'

export const english: Words = {
  sentences: {
    anomalyUp:
      '{metric}, {day}: {value}, {change} above the usual {expected} (confidence {confidence}).',
    anomalyDown:
      '{metric}, {day}: {value}, {change} below the usual {expected} (confidence {confidence}).',
    changeUp:
      '{metric}: {value}, up {change} ({delta}): {fromOrders} from the number of orders, {fromWorth} from what an order is worth.',
    changeDown:
      '{metric}: {value}, down {change} ({delta}): {fromOrders} from the number of orders, {fromWorth} from what an order is worth.',
    changePart:
      '{metric}: {share} of the change comes from {name} ({delta}; change in orders: {orders}).',
    recordDay: '{metric}: {value} on {day}, the best day since {since} (before: {before}).',
    recordWeek:
      '{metric}: {value} in the week from {day}, the best week since {since} (before: {before}).',
    recordMonth:
      '{metric}: {value} in the month from {day}, the best month since {since} (before: {before}).',
    streakUp: '{metric}: {value} last week. Weeks in a row with a rise: {count}.',
    streakDown: '{metric}: {value} last week. Weeks in a row with a fall: {count}.',
    trendUp:
      '{metric}: since {since} about {value} a day, {change} above the level before ({expected}).',
    trendDown:
      '{metric}: since {since} about {value} a day, {change} below the level before ({expected}).',
    runsOut: '{name} will soon be sold out: {stock} left, {pace} sold a day. Days left: {days}.',
    soldOut: '{name} is sold out; {pace} were sold a day.',
    segmentGrew: 'Segment {name} grew: {entered} came, {left} left. Members now: {members}.',
    segmentShrank: 'Segment {name} shrank: {entered} came, {left} left. Members now: {members}.',
    syncLoading: '{name} is still loading; figures are incomplete.',
    syncDelayed: '{name} is late: it was last read on {day}.',
    syncFailing: '{name} cannot be read; the last time it could be was {day}.',
    syncAccess: '{name} lets Cartograph in no more; the access must be renewed.',
    alertAbove: 'Alert {name}. {metric}: {value}, above {limit}.',
    alertBelow: 'Alert {name}. {metric}: {value}, below {limit}.',
    alertRises: 'Alert {name}. {metric}: {value}, change {change} (limit {limit}).',
    alertFalls: 'Alert {name}. {metric}: {value}, change {change} (limit {limit}).',
    figure: '{metric}: {value}',
    digestDay: 'Figures of {day}',
    digestWeek: 'Figures of the week from {day}',
    nothingNew: 'Nothing out of the ordinary.',
  },
  metrics: {
    orders: 'Orders',
    net_sales: 'Net sales',
    aov: 'Average order',
    refund_rate_value: 'Refund rate',
    failed_rate: 'Failed payments',
    new_customers: 'New customers',
    customers: 'Customers',
    net_revenue: 'Net revenue',
    units: 'Units',
  },
}
