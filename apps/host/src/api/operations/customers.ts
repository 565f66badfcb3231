import * as z from 'zod'
import {
  createWish,
  editWish,
  linkWish,
  tagWish,
  consentsWish,
  eventsWish,
} from '../../wishes/index.ts'
import { operations } from './operation.ts'
import { after, anyObject, counts, limitUpTo, next } from './told-values.ts'
import { erasure, listedErasure, person, personExplanation, seenPerson } from './told-persons.ts'

const names = z.array(z.string().min(1).max(600))
const node = z.string().max(200).optional()
const written = z.strictObject({ person: z.string(), record: z.string() })

/** Persons: listed, searched and explained; what staff decide about them and write; and their erasure. */
export const customerOperations = operations({
  'GET /api/customers': {
    summary: 'List customers, or search for them',
    description:
      'Without `search` all, in the order of their names, a page at a time. With it those that fit best, in one page.',
    access: 'customers:read',
    node: true,
    queryAccess: ['search', 'customers:search'],
    query: z.object({
      search: z.string().max(200).optional(),
      node,
      after,
      limit: limitUpTo(200, 50),
    }),
    expected:
      'Expected a `search`, a `node`, `after`, the `next` of a page, and a `limit` from 1 to 200; all may be left out.',
    answer: z.strictObject({
      persons: z.array(z.union([person, seenPerson])),
      isCut: z.boolean(),
      isCurrent: z.boolean(),
      next,
    }),
  },
  'GET /api/customers/figures': {
    summary: 'How many customers there are, what they are like, and how they come and go',
    access: 'figures:read',
    query: z.object({ days: z.coerce.number<number>().int().min(1).max(3660).default(30) }),
    expected: 'Expected `days` from 1 to 3660.',
    answer: z.strictObject({
      total: z.number(),
      by: z.strictObject({
        gender: counts,
        age: counts,
        country: counts,
        source: counts,
        consent: counts,
      }),
      days: z.array(
        z.strictObject({
          day: z.iso.date(),
          began: z.number(),
          made: z.number(),
          changed: z.number(),
          gone: z.number(),
        }),
      ),
    }),
  },
  'GET /api/customers/erasures': {
    summary: 'The newest erasures, those that are open first',
    access: 'customers:erase',
    query: z.object({ limit: limitUpTo(200, 50) }),
    expected: 'Expected a `limit` from 1 to 200; it may be left out.',
    answer: z.strictObject({ erasures: z.array(listedErasure) }),
  },
  'GET /api/customers/:id': {
    summary: 'One customer, and why the records are one person',
    access: 'customers:read',
    node: true,
    query: z.object({ node }),
    answer: z.union([personExplanation, z.strictObject({ person: seenPerson })]),
    errors: [404],
  },
  'GET /api/customers/:id/timeline': {
    summary: 'What happened with a customer, the newest first',
    access: 'customers:read',
    node: true,
    query: z.object({
      before: z.iso.datetime().optional(),
      node,
      limit: limitUpTo(200, 50),
    }),
    expected: 'Expected `before`, an instant, a `node`, and a `limit` from 1 to 200.',
    answer: z.strictObject({
      moments: z.array(z.strictObject({ at: z.number(), entity: z.string(), row: anyObject })),
    }),
    errors: [404],
  },
  'GET /api/customers/:id/export': {
    summary: 'Everything that is kept of a customer',
    access: 'customers:export',
    answer: z.strictObject({
      person,
      rows: z.array(z.strictObject({ entity: z.string(), row: anyObject })),
      records: z.array(
        z.strictObject({ connection: z.string(), stream: z.string(), record: z.unknown() }),
      ),
    }),
    errors: [404],
  },
  'POST /api/customers/merge': {
    summary: 'Say that persons are one',
    access: 'customers:merge',
    body: z.strictObject({ persons: names.min(2).max(20) }),
    expected: 'Expected a JSON object with `persons`, two names or more.',
    answer: z.strictObject({ person }),
    errors: [404, 409],
  },
  'POST /api/customers/:id/split': {
    summary: 'Say that records of a person are somebody else',
    access: 'customers:merge',
    body: z.strictObject({ records: names.min(1).max(100) }),
    expected: 'Expected a JSON object with `records`, those to take out.',
    answer: z.strictObject({ persons: z.array(person) }),
    errors: [404, 409],
  },
  'POST /api/customers/:id/undo': {
    summary: 'Take back what staff said about who is who',
    access: 'customers:merge',
    answer: z.strictObject({ undone: z.number() }),
    errors: [404, 409],
  },
  'POST /api/customers/:id/erase': {
    summary: 'Erase a customer, here and at the vendors',
    access: 'customers:erase',
    body: z.strictObject({ dryRun: z.boolean().default(false) }),
    expected: 'Expected a JSON object with `dryRun`, a boolean; it may be left out.',
    answer: erasure,
    errors: [404, 409],
  },
  'POST /api/customers': {
    summary: 'Create a customer',
    access: 'customers:write',
    node: true,
    key: 'judged',
    body: createWish,
    query: z.object({ node }),
    status: 201,
    answer: written,
    errors: [404, 409, 422],
  },
  'PATCH /api/customers/:id': {
    summary: 'Change properties of a customer',
    access: 'customers:write',
    node: true,
    key: 'judged',
    body: editWish,
    query: z.object({ node }),
    answer: written,
    errors: [404, 409, 422],
  },
  'POST /api/customers/:id/tags': {
    summary: 'Add tags to a customer, and take some off',
    access: 'customers:write',
    node: true,
    key: 'judged',
    body: tagWish,
    query: z.object({ node }),
    answer: written,
    errors: [404, 409, 422],
  },
  'POST /api/customers/:id/consents': {
    summary: 'Write what a customer said about being contacted',
    access: 'customers:write',
    node: true,
    key: 'judged',
    body: consentsWish,
    query: z.object({ node }),
    status: 201,
    answer: written,
    errors: [404, 409, 422],
  },
  'POST /api/events': {
    summary: 'Write events of customers',
    access: 'events:write',
    node: true,
    key: 'judged',
    body: eventsWish,
    query: z.object({ node }),
    status: 201,
    answer: z.strictObject({ events: z.array(z.string()) }),
    errors: [404, 409, 422],
  },
  'POST /api/pages/links': {
    summary: 'Make a link to a hosted page, for mails and pages of your own',
    access: 'customers:export',
    body: linkWish,
    expected:
      'Expected a JSON object with `page`: `sign-up` with a `form`; `update` with a `form` and a `person`; or `unsubscribe` with a `person` or an `address`.',
    status: 201,
    answer: z.strictObject({ url: z.string() }),
    errors: [404, 422],
  },
})
