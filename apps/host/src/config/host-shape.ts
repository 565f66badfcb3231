import * as z from 'zod'
import { isRange } from '../egress/index.ts'

/** Where `cartograph serve` listens, and where vendors reach it. */
export const hostShape = z.strictObject({
  url: z
    .string()
    .optional()
    .describe(
      'The public address, for example `https://data.shop.example`; webhooks and surfaces are below it.',
    ),
  address: z
    .string()
    .min(1, 'expected an address such as 127.0.0.1')
    .optional()
    .describe('Where to listen. Default 127.0.0.1.'),
  port: z.int().min(0).max(65_535).optional().describe('Default 4700; 0 takes any that is free.'),
  log: z
    .strictObject({
      level: z
        .enum(['debug', 'info', 'warn', 'error'])
        .optional()
        .describe('Lines below it are left out. Default `info`; `debug` has every request.'),
    })
    .nullish()
    .describe('What the log of `cartograph serve` tells.'),
  metrics: z
    .strictObject({
      token: z
        .string()
        .min(16, 'expected at least 16 characters')
        .optional()
        .describe('Who sends it as `Authorization: Bearer …` may read `/metrics`. A secret.'),
      address: z
        .string()
        .min(1, 'expected an address such as 127.0.0.1')
        .optional()
        .describe('Where the port for metrics listens. Default 127.0.0.1.'),
      port: z
        .int()
        .min(0)
        .max(65_535)
        .optional()
        .describe('A port for metrics alone. Default: none; then `/metrics` needs the token.'),
    })
    .nullish()
    .describe('Where Prometheus reads figures. Default: nowhere.'),
  support: z
    .union([z.email(), z.url({ protocol: /^https?$/ })])
    .optional()
    .describe(
      'Whom people ask who cannot go on: an e-mail address or a page, shown with every failure. Default: nobody.',
    ),
  egress: z
    .strictObject({
      private: z
        .array(z.string().refine(isRange, 'expected a range of addresses such as "10.0.0.0/8"'))
        .max(100)
        .optional()
        .describe(
          'Ranges of private addresses that connections may be made to, such as `10.20.0.0/16`; `127.0.0.1/32` is this machine. Default: none.',
        ),
    })
    .nullish()
    .describe('Which addresses beside public ones this host may connect to.'),
})
