import * as z from 'zod'
import { shareChoices, shortestSharePassword } from '../../rights/index.ts'
import { settings } from './figures.ts'
import { operations } from './operation.ts'
import { instant } from './told-values.ts'

const section = z.enum(['dashboards', 'portals'])
const choices = z.array(z.enum(shareChoices)).max(shareChoices.length)
const id = z.string().min(1).max(200)

const share = z.strictObject({
  id: z.string(),
  section,
  target: z.string(),
  settings,
  choices,
  origins: z.array(z.string()),
  hasPassword: z.boolean(),
  isOver: z.boolean(),
  expiresAt: instant.nullable(),
  madeAt: instant,
  madeBy: z.string(),
  openedAt: instant.nullable(),
  opens: z.number(),
})
/** The link is told this once. */
const url = z.string()

const portal = z.strictObject({
  id: z.string(),
  title: z.string(),
  accent: z.string().nullable(),
  dashboards: z.array(z.string()),
  hasLogo: z.boolean(),
})

/** Half a mebibyte in base64, and what stands around it. */
const logoBodyBytes = 720_000

/** Links by which somebody without an account looks at a dashboard or a portal. */
export const shareOperations = operations({
  'GET /api/shares': {
    summary: 'All links to dashboards and portals, and how often each was opened',
    description: 'Of what stands in a link nothing is told; only its hash is kept.',
    access: 'shares:write',
    answer: z.strictObject({ shares: z.array(share) }),
  },
  'POST /api/shares': {
    summary: 'Make a link to a dashboard or a portal',
    description:
      'The link is told this once. `settings` are what figures are held to, `choices` what whoever looks may choose, `origins` the pages that may frame it.',
    access: 'shares:write',
    body: z.strictObject({
      section: section.default('dashboards'),
      target: id,
      settings: settings.default({}),
      choices: choices.default([]),
      origins: z.array(z.string().max(300)).max(20).default([]),
      password: z.string().min(shortestSharePassword).max(200).optional(),
      expiresAt: instant.optional(),
    }),
    example: { target: 'overview', settings: { range: 'last30' }, choices: ['range'] },
    status: 201,
    answer: z.strictObject({ share, url }),
    errors: [400, 404, 409],
  },
  'POST /api/shares/:id/renew': {
    summary: 'Make a link anew; the one before leads nowhere at once',
    access: 'shares:write',
    answer: z.strictObject({ url }),
    errors: [404],
  },
  'DELETE /api/shares/:id': {
    summary: 'End a link at once',
    access: 'shares:write',
    status: 204,
    errors: [404],
  },
  'GET /api/portals': {
    summary: 'All portals that links can be made to',
    access: 'shares:write',
    answer: z.strictObject({ portals: z.array(portal) }),
  },
  'PUT /api/portals/:id/logo': {
    summary: 'Give a portal a logo: a PNG, JPEG or WebP in base64',
    description:
      'What it is is told by its content; at most 524,288 bytes and 4096 pixels in each direction.',
    access: 'configuration:write',
    body: z.strictObject({ data: z.base64().min(1).max(logoBodyBytes) }),
    bodyBytes: logoBodyBytes,
    answer: z.strictObject({ type: z.string(), width: z.number(), height: z.number() }),
    errors: [404, 422],
  },
  'DELETE /api/portals/:id/logo': {
    summary: 'Take the logo of a portal away',
    access: 'configuration:write',
    status: 204,
    errors: [404],
  },
})
