import * as z from 'zod'
import { operations } from './operation.ts'
import { email, link, newPassword, password, person } from './person-values.ts'

const taken = z.strictObject({ status: z.literal(true) })

/** Signing in and out, passwords and the second step. */
export const signInOperations = operations({
  'POST /api/auth/sign-in/email': {
    summary: 'Sign in with a password',
    description:
      'The session is a cookie that pages cannot read. `twoFactorRedirect`: the password was right, and a code is wanted next.',
    access: 'anybody',
    body: z.strictObject({ email: z.string().max(254), password }),
    answer: z.union([
      z.strictObject({ user: person }),
      z.strictObject({
        twoFactorRedirect: z.literal(true),
        twoFactorMethods: z.array(z.string()),
      }),
    ]),
    errors: [409],
  },
  'POST /api/auth/sign-in/social': {
    summary: 'Begin to sign in by another service: where the browser goes next',
    access: 'anybody',
    answer: z.strictObject({ url: z.string() }),
    errors: [404, 409],
  },
  'GET /api/auth/callback/oidc': {
    summary: 'Where the other service sends browsers back to',
    access: 'anybody',
    status: 302,
    errors: [404, 409],
  },
  'POST /api/auth/two-factor/verify-totp': {
    summary: 'The second step of a sign-in, or the end of setting it up',
    access: 'anybody',
    body: z.strictObject({ code: z.string().regex(/^\d{6}$/, 'expected six digits') }),
    answer: z.strictObject({ user: person }),
    errors: [409],
  },
  'POST /api/auth/two-factor/verify-backup-code': {
    summary: 'The second step of a sign-in, with a code for emergencies that is good once',
    access: 'anybody',
    body: z.strictObject({ code: z.string().min(1).max(40) }),
    answer: z.strictObject({ user: person }),
    errors: [409],
  },
  'POST /api/auth/sign-out': {
    summary: 'End one’s session',
    access: 'anybody',
    status: 204,
    errors: [409],
  },
  'POST /api/auth/request-password-reset': {
    summary: 'Ask for a link with which one chooses another password',
    description: 'The answer is the same whether or not there is such an account.',
    access: 'anybody',
    body: z.strictObject({ email }),
    status: 202,
    answer: taken,
    errors: [409],
  },
  'POST /api/auth/reset-password': {
    summary: 'Choose another password, with what the link holds; every session ends',
    access: 'anybody',
    body: z.strictObject({ token: link, newPassword }),
    answer: taken,
    errors: [409],
  },
  'POST /api/auth/change-password': {
    summary: 'Change one’s password; every other session ends',
    access: 'person',
    body: z.strictObject({ currentPassword: password, newPassword }),
    answer: taken,
    errors: [409],
  },
  'POST /api/auth/two-factor/enable': {
    summary:
      'Begin to set up a second step: what the other device is told, and codes for emergencies',
    description: 'It counts once a code was sent to `verify-totp`.',
    access: 'person',
    body: z.strictObject({ password }),
    answer: z.strictObject({ totpURI: z.string(), backupCodes: z.array(z.string()) }),
    errors: [409],
  },
  'POST /api/auth/two-factor/disable': {
    summary: 'Sign in without a second step again',
    access: 'person',
    body: z.strictObject({ password }),
    answer: taken,
    errors: [409],
  },
  'POST /api/auth/two-factor/generate-backup-codes': {
    summary: 'Other codes for emergencies; the former are good no more',
    access: 'person',
    body: z.strictObject({ password }),
    answer: z.strictObject({ backupCodes: z.array(z.string()) }),
    errors: [409],
  },
})
