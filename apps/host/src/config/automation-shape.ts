import * as z from 'zod'

const span = (description: string) =>
  z
    .string()
    .regex(/^\d{1,6}[smhd]$/, 'expected a number and a unit, such as 90m, 24h or 7d')
    .optional()
    .describe(description)
const time = z.string().regex(/^([01]\d|2[0-3]):[0-5]\d$/, 'expected a time such as 08:00')
const through = z
  .string()
  .regex(/^[\w-]+\.[\w-]+$/, 'expected a connection and its action, such as post.mail')
const condition = z.json()
const segments = z.union([z.string(), z.array(z.string()).max(10)]).optional()
const tags = z.array(z.string().trim().min(1).max(100)).max(50)

const most = z
  .strictObject({
    messages: z.int().min(1).max(1000),
    in: z.string().regex(/^[1-9]\d{0,5}[smhd]$/, 'expected a number and a unit, such as 7d'),
  })
  .optional()

const mail = z
  .strictObject({
    through: through.optional().describe('Default: `contacting.mail`.'),
    to: z
      .union([z.literal('customer'), z.array(z.string().min(3).max(320)).min(1).max(20)])
      .optional()
      .describe('`customer`, or addresses of your own. Default `customer`.'),
    subject: z
      .string()
      .regex(/^[^\r\n]{1,300}$/, 'expected one line')
      .describe('A template.'),
    text: z.string().min(1).max(100_000).optional().describe('A template, of plain text.'),
    html: z.string().min(1).max(500_000).optional().describe('A template, of HTML.'),
    replyTo: z.string().min(3).max(320).optional().describe('Where answers go.'),
  })
  .refine(({ text, html }) => text !== undefined || html !== undefined, {
    message: 'expected `text` or `html`',
  })

const actions = {
  mail: mail.optional(),
  tag: z.union([tags.min(1), z.strictObject({ add: tags.optional(), remove: tags.optional() })]),
  set: z.record(z.string(), z.json()).describe('Properties of the person, by name.'),
  webhook: z.strictObject({
    through: through.describe('A connection of the webhook connector, such as `crm.request`.'),
    key: z.string().min(1).max(500).optional().describe('A template. Default: the run.'),
    body: z.record(z.string(), z.json()).describe('As it should look; sent as JSON or XML.'),
  }),
  slack: z.strictObject({
    through: through.optional().describe('Default: `contacting.slack`.'),
    text: z.string().min(1).max(30_000).describe('A template.'),
  }),
  act: z.strictObject({
    through,
    input: z.record(z.string(), z.json()).describe('What the action is given.'),
    toCustomer: z
      .boolean()
      .optional()
      .describe('It reaches the person: limits and quiet hours are kept. Default false.'),
  }),
}

const step = z
  .strictObject({
    after: span('So long after the step before it, or after what happened. Default at once.'),
    when: condition.optional().describe('The step is left out where this is not so.'),
    values: z
      .record(z.string().regex(/^[A-Za-z_]\w*$/, 'expected a name'), z.json())
      .optional()
      .describe('Expressions that templates read as `values.…`.'),
    mail: actions.mail,
    tag: actions.tag.optional(),
    set: actions.set.optional(),
    webhook: actions.webhook.optional(),
    slack: actions.slack.optional(),
    act: actions.act.optional(),
  })
  .refine(
    (each) =>
      [each.mail, each.tag, each.set, each.webhook, each.slack, each.act].filter(
        (action) => action !== undefined,
      ).length === 1,
    { message: 'expected one of `mail`, `tag`, `set`, `webhook`, `slack` and `act`' },
  )

const trigger = z.union([
  z.string().min(1).max(200),
  z.strictObject({
    event: z.string().min(1).max(200).describe('What happens, such as `order.paid`.'),
    segment: z.string().optional().describe('Of `segment.entered` and `segment.left`.'),
    drop: z
      .number()
      .min(0)
      .max(1)
      .optional()
      .describe('Of `product.priceDrop`: the least share of the price before. Default 0.'),
    at: time.optional().describe('Of `birthday`: the time of day. Default `09:00`.'),
    daysBefore: z.int().min(0).max(60).optional().describe('Of `birthday`. Default 0.'),
    properties: z
      .array(z.string())
      .min(1)
      .max(50)
      .optional()
      .describe('Of `customer.updated`: only changes of these.'),
  }),
])

const fields = {
  on: trigger.describe('What it answers.'),
  nodes: z.array(z.string()).min(1).optional().describe('Only what these nodes see. Default: all.'),
  when: condition.optional().describe('A condition of the mapping language.'),
  in: segments.describe('Only those who are in these segments.'),
  notIn: segments.describe('Only those who are in none of these segments.'),
  still: condition
    .optional()
    .describe('Asked again before each step, of what is so then. Default: `when`.'),
  steps: z.array(step).min(1).max(20).describe('What is done, in this order.'),
  onHistory: z
    .boolean()
    .optional()
    .describe('What happened before it was there is answered too. Default false.'),
  within: span('What happened longer ago is not answered. Default `3d`.'),
  purpose: z
    .enum(['transactional', 'marketing'])
    .optional()
    .describe(
      '`transactional`, such as a receipt, needs no consent and keeps no quiet hours. Default `marketing`.',
    ),
  consent: z
    .enum(['required', 'assumed'])
    .optional()
    .describe('Where nobody knows whether a person agreed. Default `required`: nothing is sent.'),
  most: most.describe('Messages of this automation to one person.'),
  brake: z
    .int()
    .min(1)
    .optional()
    .describe('More runs in an hour stop it until you let it go on. Default 5000.'),
  perMinute: z.int().min(1).max(100_000).optional().describe('Steps in a minute. Default 600.'),
  language: z
    .string()
    .regex(/^[A-Za-z]{2,3}(-[A-Za-z0-9]{2,8})*$/, 'expected a language such as da or de-AT')
    .optional()
    .describe('Of amounts and days in templates. Default: that of the person, or `en`.'),
  paused: z.boolean().optional().describe('Nothing is answered and sent. Default false.'),
}

/** An automation as it is once its recipe is filled in. */
export const automationShape = z.strictObject(fields)

/** As it is written: what it takes from a recipe may be left out. */
export const writtenAutomationShape = z.strictObject({
  recipe: z.string().optional().describe('A ready automation; what stands beside it counts.'),
  ...z.strictObject(fields).partial().shape,
})

export const contactingShape = z.strictObject({
  mail: through.optional().describe('The action that mails go through, such as `post.mail`.'),
  slack: through.optional().describe('The action of Slack, such as `team.message`.'),
  quietHours: z
    .strictObject({ from: time, to: time })
    .optional()
    .describe('Nothing of marketing is sent between them, by the clock of the person.'),
  most: most.describe('Messages of all automations together to one person.'),
  campaign: z
    .record(z.string().regex(/^[\w.-]{1,100}$/, 'expected the name of a parameter'), z.string())
    .optional()
    .describe(
      'Added to links of the domains of `attribution.links`, with `{automation}` and `{step}` filled in. Default: `utm_source`, `utm_medium`, `utm_campaign` and `utm_content`, in what is sent to people.',
    ),
})

export type AutomationShape = z.infer<typeof automationShape>
export type ContactingShape = z.infer<typeof contactingShape>
