/**
 * Ready automations. Each is written as one would write it; what stands beside `recipe:` in the configuration takes the place of
 * what stands here.
 */
export const automationRecipes = {
  welcome: {
    on: 'customer.created',
    when: { $not: '$.row.isGuest' },
    most: { messages: 1, in: '365d' },
    steps: [
      {
        after: '10m',
        mail: {
          subject: "Welcome, {{ customer.firstName | or 'and thank you for joining us' }}",
          text: "Hello {{ customer.firstName | or 'and welcome' }},\n\nit is good to have you with us.\n\nNo more of these: {{ links.unsubscribe }}\n",
        },
      },
    ],
  },
  'thank-you': {
    on: 'order.paid',
    purpose: 'transactional',
    steps: [
      {
        after: '1h',
        mail: {
          subject: 'Thank you for your order {{ order.number }}',
          text: "Hello {{ customer.firstName | or 'and thank you' }},\n\nwe have your order {{ order.number }} of {{ order.total | money order.currency }}, and thank you for it.\n",
        },
      },
    ],
  },
  loyalty: {
    on: { event: 'segment.entered', segment: 'loyal' },
    most: { messages: 1, in: '365d' },
    steps: [
      { tag: ['loyal'] },
      {
        after: '1d',
        mail: {
          subject: 'You are one of our regulars',
          text: "Hello {{ customer.firstName | or 'again' }},\n\nyou keep coming back, and we are glad of it.\n\nNo more of these: {{ links.unsubscribe }}\n",
        },
      },
    ],
  },
  'win-back': {
    on: { event: 'segment.entered', segment: 'at_risk' },
    most: { messages: 1, in: '180d' },
    in: 'at_risk',
    steps: [
      {
        mail: {
          subject: 'We have not seen you for a while',
          text: "Hello {{ customer.firstName | or 'again' }},\n\na good deal is new since you were here last.\n\nNo more of these: {{ links.unsubscribe }}\n",
        },
      },
    ],
  },
  birthday: {
    on: { event: 'birthday', at: '09:00' },
    most: { messages: 1, in: '300d' },
    steps: [
      {
        mail: {
          subject: "Happy birthday, {{ customer.firstName | or 'to you' }}",
          text: "Hello {{ customer.firstName | or 'and' }},\n\nall the best for your new year.\n\nNo more of these: {{ links.unsubscribe }}\n",
        },
      },
    ],
  },
  'receipt-copy': {
    on: 'order.paid',
    purpose: 'transactional',
    steps: [
      {
        mail: {
          subject: 'Your receipt {{ order.number }}',
          text: "{{#each order.lines}}{{ item.quantity }} x {{ item.name | or '-' }}\n{{/each}}\nTotal: {{ order.total | money order.currency }}\n{{ order.placedAt | date }}\n",
        },
      },
    ],
  },
  'expiring-bonus': {
    on: 'voucher.expiring',
    steps: [
      {
        mail: {
          subject: 'Your bonus is about to end',
          text: "Hello {{ customer.firstName | or 'again' }},\n\nyour bonus {{ event.properties.code | or '' }} of {{ event.amount | money event.currency }} ends on {{ event.properties.expiresAt | date }}.\n\nNo more of these: {{ links.unsubscribe }}\n",
        },
      },
    ],
  },
} as const satisfies Readonly<Record<string, object>>

export type AutomationRecipe = keyof typeof automationRecipes
