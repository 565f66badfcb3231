import type { JsonObject } from '@cartograph/core'
import { elements, escaped } from './xml.ts'

/**
 * RSS 2.0 with the elements that Google Merchant Center adds to it. Nothing says when it was made, so that the same products are the
 * same bytes.
 *
 * @see https://support.google.com/merchants/answer/14987622 (read 2026-11-26)
 */
export function rssForm({
  title,
  link,
  description,
}: {
  readonly title: string
  readonly link: string
  readonly description: string
}) {
  return {
    contentType: 'application/rss+xml',
    head: [
      '<?xml version="1.0" encoding="UTF-8"?>',
      '<rss version="2.0" xmlns:g="http://base.google.com/ns/1.0">',
      `<channel><title>${escaped(title)}</title><link>${escaped(link)}</link><description>${escaped(description)}</description>`,
      '',
    ].join('\n'),
    page: (rows: readonly JsonObject[]) =>
      rows.map((row) => `<item>${elements(row, 'g:')}</item>\n`).join(''),
    between: '',
    tail: '</channel></rss>\n',
  }
}
